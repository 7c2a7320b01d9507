import type { Message } from '../../core/ports.ts'
import type { Clockwork } from './clockwork.ts'

/** What happens to a message when it is sent; nothing special, unless told. */
export type Fate = 'lost' | 'repeated' | undefined

type Options = {
  clock: Clockwork
  /** A message that was not handled comes again after this time. */
  hiddenMs: number
  /** Whether it delays by whole seconds. */
  isByTheSecond: boolean
  /** Handles the message; `busy` when it must come again. */
  handle: (body: string, receives: number) => Promise<unknown>
}

/** So long a message can be delayed at most. */
const maxDelaySeconds = 900

/** What a handler did not end by then goes aside. */
const maxReceives = 20

/** A queue of a simulation: SQS without limits of its own, on an owned clock. It counts. */
export function simulatedQueue(options: Options) {
  const state: State = { sent: 0, left: 0, fateOf: () => undefined }

  const send = (messages: readonly Message[]): Promise<void> => {
    for (const { body, delaySeconds = 0 } of messages) {
      if (delaySeconds > maxDelaySeconds) throw new Error(`Cannot wait ${delaySeconds} seconds`)
      state.sent += 1
      const fate = state.fateOf(body)
      if (fate === 'lost') continue
      for (let copies = fate === 'repeated' ? 2 : 1; copies > 0; copies -= 1) {
        state.left += 1
        const seconds = options.isByTheSecond ? Math.ceil(delaySeconds) : delaySeconds
        options.clock.after(seconds * 1000, () => void receive(body, 1, { options, state }))
      }
    }
    return Promise.resolve()
  }
  return Object.assign(state, { send })
}

type State = {
  sent: number
  /** Messages that are not handled yet. */
  left: number
  fateOf: (body: string) => Fate
}

type Place = { options: Options; state: State }

async function receive(body: string, receives: number, place: Place): Promise<void> {
  const { clock, handle, hiddenMs } = place.options
  if (receives <= maxReceives && (await isToComeAgain(() => handle(body, receives)))) {
    clock.after(hiddenMs, () => void receive(body, receives + 1, place))
  } else {
    place.state.left -= 1
  }
}

async function isToComeAgain(handle: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await handle()) === 'busy'
  } catch {
    return true
  }
}
