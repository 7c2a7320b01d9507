import type { LevelStore } from './store.ts'

/** A message as it is stored. `visibleAt` is epoch milliseconds; a dead letter has a reason. */
export type StoredMessage = {
  body: string
  group: string
  visibleAt: number
  receives: number
  reason?: string
}

/** The message in a stored text, which only the queue writes. */
export function parseMessage(text: string): StoredMessage {
  return JSON.parse(text) as StoredMessage
}

export type DeadLetter = { id: string; body: string; group: string; reason: string }

/** The highest sequence number in use under any of the roots. */
export async function lastSequence(store: LevelStore, roots: readonly string[]): Promise<number> {
  let last = 0
  for (const root of roots) {
    for await (const [key] of store.scan(root, `${root}~`, { reverse: true, limit: 1 })) {
      last = Math.max(last, Number(key.slice(root.length)))
    }
  }
  return last
}

/** A number as an id that sorts numerically. */
export function toId(sequence: number): string {
  return sequence.toString().padStart(16, '0')
}
