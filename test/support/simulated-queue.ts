import type { Message } from '../../core/ports.ts'
import type { Clockwork } from './clockwork.ts'

/** What happens to a sent message; undefined: it is received once. */
export type Fate = 'lost' | 'repeated' | undefined

type Options = {
  clock: Clockwork
  /** A message that was not handled is received again after this time. */
  hiddenMs: number
  /** Whether it delays by whole seconds. */
  isByTheSecond: boolean
  /** Handles the message; `busy` when it must be received again. */
  handle: (body: string, receives: number) => Promise<unknown>
}

/** The maximum delay of a message. */
const maxDelaySeconds = 900

/** After this many receives, a message becomes a dead letter. */
const maxReceives = 20

/** A queue of a simulation: SQS without batches, on the simulation's clock. It counts messages. */
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
  if (receives <= maxReceives && (await mustBeReceivedAgain(() => handle(body, receives)))) {
    clock.after(hiddenMs, () => void receive(body, receives + 1, place))
  } else {
    place.state.left -= 1
  }
}

async function mustBeReceivedAgain(handle: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await handle()) === 'busy'
  } catch {
    return true
  }
}
