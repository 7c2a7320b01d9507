import type { Message, Queue } from '../../core/ports.ts'
import { type After, delayQueue, type DelayQueue } from './delay-queue.ts'
import { type DeadLetter, StoredMessage, lastSequence, toId } from './messages.ts'
import type { StoreChange, LevelStore } from './store.ts'

/** A message that was handed out: it is ours until it is finished or retried. */
export type Received = { id: string; body: string; group: string; receives: number }

type LevelQueueOptions = {
  name: string
  /** So often a message is handed out before it becomes a dead letter. */
  maxReceives: number
  /** How long a message that failed stays hidden. */
  retryMs: number
  /** At most so many of one group are out at once. */
  maxPerGroup: number
  now: () => Date
  /** Who waits for delays; timers, unless told otherwise. */
  after?: After | undefined
}

export type LevelQueue = Queue & {
  /** Messages whose turn it is, fairly among the groups, at most `limit`. */
  receive: (limit: number) => Received[]
  finish: (message: Received) => Promise<void>
  /** Hands the message out again later; after too many times it becomes a dead letter. */
  retry: (message: Received, reason: string) => Promise<void>
  deadLetters: () => Promise<DeadLetter[]>
  /** Puts a dead letter back on the queue. */
  redrive: (letter: DeadLetter) => Promise<void>
  /** Calls back whenever `receive` may have something new. */
  whenReady: (callback: () => void) => void
  close: () => void
}

/**
 * A queue in LevelDB: messages with a delay, redelivery and dead letters as SQS has them, and
 * groups as its fair queues have them. Who is handed what is known in memory alone: after a crash
 * everything unfinished is handed out again.
 */
export async function levelQueue(
  store: LevelStore,
  options: LevelQueueOptions,
): Promise<LevelQueue> {
  const { name, maxPerGroup, now, after } = options
  const roots = { alive: `queue/${name}/`, dead: `dead/${name}/` }
  const line = delayQueue(maxPerGroup, now, after)
  let sequence = await lastSequence(store, Object.values(roots))
  const nextId = () => toId((sequence += 1))

  for await (const [key, value] of store.scan(roots.alive, `${roots.alive}~`)) {
    line.join(key.slice(roots.alive.length), StoredMessage.parse(JSON.parse(value)))
  }
  return {
    ...sending(store, { roots, line, now, nextId }),
    ...receiving(store, { ...options, roots, line }),
  }
}

type MessagePlace = { roots: { alive: string; dead: string }; line: DelayQueue; now: () => Date }

function sending(
  store: LevelStore,
  { roots, line, now, nextId }: MessagePlace & { nextId: () => string },
) {
  const toKept = ({ body, group, delaySeconds = 0 }: Message): StoredMessage => {
    return { body, group, visibleAt: now().getTime() + delaySeconds * 1000, receives: 0 }
  }
  return {
    send: async (messages: readonly Message[]) => {
      const added = messages.map((message) => ({ id: nextId(), kept: toKept(message) }))
      await store.commit(added.map(({ id, kept }) => put(`${roots.alive}${id}`, kept)))
      for (const { id, kept } of added) line.join(id, kept)
    },

    sendDeadLetter: async (message: Message, reason: string) => {
      await store.commit([put(`${roots.dead}${nextId()}`, { ...toKept(message), reason })])
    },

    deadLetters: async () => {
      const letters: DeadLetter[] = []
      for await (const [key, value] of store.scan(roots.dead, `${roots.dead}~`)) {
        const { body, group, reason = '' } = StoredMessage.parse(JSON.parse(value))
        letters.push({ id: key.slice(roots.dead.length), body, group, reason })
      }
      return letters
    },

    redrive: async ({ id, body, group }: DeadLetter) => {
      const kept = toKept({ body, group })
      await store.commit([remove(`${roots.dead}${id}`), put(`${roots.alive}${id}`, kept)])
      line.join(id, kept)
    },

    whenReady: line.whenReady,
    close: line.close,
  }
}

function receiving(
  store: LevelStore,
  { roots, line, now, maxReceives, retryMs }: MessagePlace & LevelQueueOptions,
) {
  return {
    receive: (limit: number) =>
      line.take(limit).map(({ id, group }): Received => {
        const { body, receives } = StoredMessage.parse(
          JSON.parse(store.peek(`${roots.alive}${id}`) ?? ''),
        )
        return { id, body, group, receives: receives + 1 }
      }),

    finish: async ({ id, group }: Received) => {
      await store.commit([remove(`${roots.alive}${id}`)])
      line.leave(group)
    },

    retry: async ({ id, body, group, receives }: Received, reason: string) => {
      const kept: StoredMessage = { body, group, receives, visibleAt: now().getTime() + retryMs }
      const isDead = receives >= maxReceives
      await store.commit(
        isDead
          ? [remove(`${roots.alive}${id}`), put(`${roots.dead}${id}`, { ...kept, reason })]
          : [put(`${roots.alive}${id}`, kept)],
      )
      line.leave(group)
      if (!isDead) line.join(id, kept)
    },
  }
}

function put(key: string, kept: StoredMessage): StoreChange {
  return { key, value: JSON.stringify(kept) }
}

function remove(key: string): StoreChange {
  return { key, value: undefined }
}
