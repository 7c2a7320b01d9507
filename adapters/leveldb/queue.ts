import type { Message, Queue } from '../../core/ports.ts'
import { type After, byTimer, delayQueue, type DelayQueue } from './delay-queue.ts'
import { type Handed, handedOn } from './handed-on.ts'
import {
  type DeadLetter,
  type StoredMessage,
  lastSequence,
  parseMessage,
  toId,
} from './messages.ts'
import type { Places } from './places.ts'
import type { StoreChange, LevelStore } from './store.ts'

/** A received message. It is invisible to other receivers until it is finished or retried. */
export type Received = {
  id: string
  body: string
  group: string
  receives: number
  /** A message that was handed on in memory, instead of its body. */
  handed?: Handed
}

type LevelQueueOptions = {
  name: string
  /** After this many receives, a message becomes a dead letter. */
  maxReceives: number
  /** The visibility timeout after a failure. */
  retryMs: number
  /** How many messages may be in flight. */
  places: Places
  now: () => Date
  /** Schedules delays; default: timers. */
  after?: After | undefined
  /** Whether the process has more work than it can do; default: it has not. */
  isBusy?: (() => boolean) | undefined
}

export type LevelQueue = Queue & {
  /**
   * Hands a message on in memory: what it is for is stored already. It is stored when its group has
   * no room, or when it is to be retried.
   */
  hand: (handed: Handed) => Promise<void>
  /** Up to `limit` visible messages, fairly among the groups. */
  receive: (limit: number) => Received[]
  finish: (message: Received) => Promise<void>
  /** Makes the message visible again later; after `maxReceives`, it becomes a dead letter. */
  retry: (message: Received, reason: string) => Promise<void>
  deadLetters: () => Promise<DeadLetter[]>
  /** Moves a dead letter back to the queue. */
  redrive: (letter: DeadLetter) => Promise<void>
  /** Calls back when `receive` may have new messages. */
  whenReady: (callback: () => void) => void
  close: () => void
}

/**
 * A queue in LevelDB, with the delays, redelivery and dead letters of SQS and the groups of its
 * fair queues. What is in flight is known in memory only: after a crash, every unfinished message
 * is visible again.
 */
export async function levelQueue(
  store: LevelStore,
  options: LevelQueueOptions,
): Promise<LevelQueue> {
  const { name, places, now, after = byTimer, isBusy = () => false } = options
  const roots = { alive: `queue/${name}/`, dead: `dead/${name}/` }
  const queue = delayQueue(places, now, after)
  const memory = handedOn({ isBusy, now, after })
  let sequence = await lastSequence(store, Object.values(roots))
  const nextId = () => toId((sequence += 1))

  for await (const [key, value] of store.scan(roots.alive, `${roots.alive}~`)) {
    queue.add(key.slice(roots.alive.length), parseMessage(value))
  }
  return {
    ...sending(store, { roots, queue, memory, now, nextId }),
    ...receiving(store, { ...options, roots, queue, memory }),
  }
}

type QueueParts = {
  roots: { alive: string; dead: string }
  queue: DelayQueue
  memory: ReturnType<typeof handedOn>
  now: () => Date
}

function sending(
  store: LevelStore,
  { roots, queue, memory, now, nextId }: QueueParts & { nextId: () => string },
) {
  const toStored = ({ body, group, delaySeconds = 0 }: Message): StoredMessage => {
    return { body, group, visibleAt: now().getTime() + delaySeconds * 1000, receives: 0 }
  }
  const send = async (messages: readonly Message[]) => {
    const added = messages.map((message) => ({ id: nextId(), stored: toStored(message) }))
    await store.commit(added.map(({ id, stored }) => put(`${roots.alive}${id}`, stored)))
    for (const { id, stored } of added) queue.add(id, stored)
  }
  return {
    send,

    hand: async (handed: Handed) => {
      const { group, text } = handed
      if (!(await memory.hasRoom(group))) return send([{ body: text(), group }])
      const id = nextId()
      memory.add(id, handed)
      queue.add(id, { group, visibleAt: 0 })
    },

    sendDeadLetter: async (message: Message, reason: string) => {
      await store.commit([put(`${roots.dead}${nextId()}`, { ...toStored(message), reason })])
    },

    deadLetters: async () => {
      const letters: DeadLetter[] = []
      for await (const [key, value] of store.scan(roots.dead, `${roots.dead}~`)) {
        const { body, group, reason = '' } = parseMessage(value)
        letters.push({ id: key.slice(roots.dead.length), body, group, reason })
      }
      return letters
    },

    redrive: async ({ id, body, group }: DeadLetter) => {
      const stored = toStored({ body, group })
      await store.commit([remove(`${roots.dead}${id}`), put(`${roots.alive}${id}`, stored)])
      queue.add(id, stored)
    },

    whenReady: queue.whenReady,
    close: queue.close,
  }
}

function receiving(
  store: LevelStore,
  { roots, queue, memory, now, maxReceives, retryMs }: QueueParts & LevelQueueOptions,
) {
  return {
    receive: (limit: number) =>
      queue.take(limit).map(({ id, group }): Received => {
        const handed = memory.get(id)
        if (handed !== undefined) {
          memory.begin(handed)
          return { id, body: '', group, receives: 1, handed }
        }
        const { body, receives } = parseMessage(store.peek(`${roots.alive}${id}`) ?? '')
        return { id, body, group, receives: receives + 1 }
      }),

    finish: async ({ id, group, handed }: Received) => {
      if (handed === undefined) await store.commit([remove(`${roots.alive}${id}`)])
      else memory.end(id, handed)
      queue.release(id, group)
    },

    retry: async ({ id, group, receives, handed, ...message }: Received, reason: string) => {
      const body = handed === undefined ? message.body : handed.text()
      const stored: StoredMessage = { body, group, receives, visibleAt: now().getTime() + retryMs }
      const isDead = receives >= maxReceives
      await store.commit(
        isDead
          ? [remove(`${roots.alive}${id}`), put(`${roots.dead}${id}`, { ...stored, reason })]
          : [put(`${roots.alive}${id}`, stored)],
      )
      if (handed !== undefined) memory.end(id, handed)
      queue.release(id, group)
      if (!isDead) queue.add(id, stored)
    },
  }
}

function put(key: string, stored: StoredMessage): StoreChange {
  return { key, value: JSON.stringify(stored) }
}

function remove(key: string): StoreChange {
  return { key, value: undefined }
}
