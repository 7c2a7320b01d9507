import type { Message, Queue } from '../../core/ports.ts'
import { type After, delayedLine, type Line } from './delay-queue.ts'
import { type DeadLetter, Kept, lastSequence, toId } from './messages.ts'
import type { Change, LevelStore } from './store.ts'

/** A message that was handed out: it is ours until it is finished or retried. */
export type Received = { id: string; body: string; group: string; receives: number }

type Options = {
  name: string
  /** So often a message is handed out before it becomes a dead letter. */
  mostReceives: number
  /** How long a message that failed stays hidden. */
  retryMs: number
  /** At most so many of one group are out at once. */
  mostPerGroup: number
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
export async function levelQueue(store: LevelStore, options: Options): Promise<LevelQueue> {
  const { name, mostPerGroup, now, after } = options
  const roots = { alive: `queue/${name}/`, dead: `dead/${name}/` }
  const line = delayedLine(mostPerGroup, now, after)
  let sequence = await lastSequence(store, Object.values(roots))
  const nextId = () => toId((sequence += 1))

  for await (const [key, value] of store.scan(roots.alive, `${roots.alive}~`)) {
    line.join(key.slice(roots.alive.length), Kept.parse(JSON.parse(value)))
  }
  return {
    ...sending(store, { roots, line, now, nextId }),
    ...receiving(store, { ...options, roots, line }),
  }
}

type Place = { roots: { alive: string; dead: string }; line: Line; now: () => Date }

function sending(
  store: LevelStore,
  { roots, line, now, nextId }: Place & { nextId: () => string },
) {
  const toKept = ({ body, group, delaySeconds = 0 }: Message): Kept => {
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
        const { body, group, reason = '' } = Kept.parse(JSON.parse(value))
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
  { roots, line, now, mostReceives, retryMs }: Place & Options,
) {
  return {
    receive: (limit: number) =>
      line.take(limit).map(({ id, group }): Received => {
        const { body, receives } = Kept.parse(JSON.parse(store.peek(`${roots.alive}${id}`) ?? ''))
        return { id, body, group, receives: receives + 1 }
      }),

    finish: async ({ id, group }: Received) => {
      await store.commit([remove(`${roots.alive}${id}`)])
      line.leave(group)
    },

    retry: async ({ id, body, group, receives }: Received, reason: string) => {
      const kept: Kept = { body, group, receives, visibleAt: now().getTime() + retryMs }
      const isDead = receives >= mostReceives
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

function put(key: string, kept: Kept): Change {
  return { key, value: JSON.stringify(kept) }
}

function remove(key: string): Change {
  return { key, value: undefined }
}
