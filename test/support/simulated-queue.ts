import { AsyncLocalStorage } from 'node:async_hooks'

import { toDelay } from '../../adapters/aws/sqs-message.ts'
import type { Message } from '../../core/ports.ts'
import type { Clockwork } from './clockwork.ts'

/** What happens to a message when it is sent; default: it arrives once. */
export type Fate = 'lost' | 'repeated' | undefined

/** AWS Lambda's setting of a function: whether it may be invoked by what it has sent itself. */
export type RecursiveLoop = 'Terminate' | 'Allow'

type Options = {
  clock: Clockwork
  /** The function that handles the messages. */
  name: string
  /** Default: AWS Lambda's. */
  recursiveLoop?: RecursiveLoop
  /** A message that was not handled comes again after this time. */
  hiddenMs: number
  /** Whether it delays by whole seconds. */
  isByTheSecond: boolean
  /** Handles the message; `busy` when it must come again. */
  handle: (body: string, receives: number) => Promise<unknown>
}

/** From SQS to the function (assumed). */
const transitMs = 20

/** SQS's maximum delay. */
const maxDelaySeconds = 900

/** A message that was received this many times becomes a dead letter. */
const maxReceives = 5

/**
 * AWS Lambda invokes a function this many times in one chain of messages. It counts along the trace
 * header, which the SDK adds to what a function sends.
 */
const maxInChain = 16

/** How many times each function was invoked in the chain that led to a message. */
type Chain = Readonly<Record<string, number>>
const chain = new AsyncLocalStorage<Chain>()

/** A queue of a simulation and its function: SQS with AWS Lambda's rules, on an owned clock. */
export function simulatedQueue(options: Options) {
  const state: State = { sent: 0, left: 0, deadLetters: 0, fateOf: () => undefined }

  const send = (messages: readonly Message[]): Promise<void> => {
    for (const { body, delaySeconds = 0 } of messages) {
      if (delaySeconds > maxDelaySeconds) throw new Error(`Cannot wait ${delaySeconds} seconds`)
      state.sent += 1
      const fate = state.fateOf(body)
      if (fate === 'lost') continue
      for (let copies = fate === 'repeated' ? 2 : 1; copies > 0; copies -= 1) {
        state.left += 1
        const delayMs = options.isByTheSecond
          ? toDelay(delaySeconds) * 1000 + transitMs
          : delaySeconds * 1000
        const message = { body, chain: chain.getStore() ?? {} }
        options.clock.after(delayMs, () => void receive(message, 1, { options, state }))
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
  deadLetters: number
  fateOf: (body: string) => Fate
}

type Place = { options: Options; state: State }

type Sent = { body: string; chain: Chain }

async function receive(message: Sent, receives: number, place: Place): Promise<void> {
  const { options, state } = place
  if (await isHandled(message, receives, options)) {
    state.left -= 1
  } else if (receives < maxReceives) {
    options.clock.after(options.hiddenMs, () => void receive(message, receives + 1, place))
  } else {
    state.left -= 1
    state.deadLetters += 1
  }
}

async function isHandled(
  { body, chain: before }: Sent,
  receives: number,
  { name, handle, recursiveLoop = 'Terminate' }: Options,
): Promise<boolean> {
  const count = (before[name] ?? 0) + 1
  if (recursiveLoop === 'Terminate' && count > maxInChain) return false
  const act = () => handle(body, receives)
  try {
    const handled = await (recursiveLoop === 'Allow'
      ? act()
      : chain.run({ ...before, [name]: count }, act))
    return handled !== 'busy'
  } catch {
    return false
  }
}
