import { chunksOf } from '../../../adapters/aws/sqs-message.ts'
import type { Message } from '../../../core/ports.ts'

/** SQS bills a request for each 64 KB that it carries. */
const billedBytes = 64 * 1024

/** A queue that keeps messages until they are taken, and counts the requests that SQS bills. */
export function meteredQueue() {
  const waiting: string[] = []
  const state = { requests: 0, sends: 0 }
  const send = (messages: readonly Message[]): Promise<void> => {
    for (const chunk of chunksOf(messages)) {
      state.sends += 1
      state.requests += requestsFor(chunk.map(({ MessageBody }) => MessageBody))
    }
    waiting.push(...messages.map(({ body }) => body))
    return Promise.resolve()
  }
  return Object.assign(state, {
    send,
    length: () => waiting.length,
    /** Receives these messages and deletes them, as Lambda does for an invocation. */
    take: (most: number): string[] => {
      const bodies = waiting.splice(0, most)
      state.requests += requestsFor(bodies) + 1
      return bodies
    },
  })
}

function requestsFor(bodies: readonly string[]): number {
  const bytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0)
  return Math.max(1, Math.ceil(bytes / billedBytes))
}
