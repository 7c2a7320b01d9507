import { MemoryLevel } from 'memory-level'

import type { LevelQueue } from '../../adapters/leveldb/queue.ts'
import { steadyClock } from '../../adapters/embedded/steady-time.ts'
import { type Database, levelStore } from '../../adapters/leveldb/store.ts'
import { wakeUpsOn } from '../../adapters/common/send-messages.ts'
import { withBus } from '../../bin/embedded-bus.ts'
import { embeddedPorts } from '../../bin/embedded-ports.ts'
import { openQueues, openTables } from '../../bin/embedded-storage.ts'
import { redrive } from '../../bin/embedded-router.ts'
import { startWorkers } from '../../bin/embedded-workers.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'
import type { Message } from '../../core/ports.ts'
import { noon } from './builders.ts'
import { clockwork } from './clockwork.ts'
import { simulatedReceiver } from './simulated-receiver.ts'
import { strict } from './strict-rules.ts'
import { Crash, hooks, watched } from './watched.ts'

const vendorUrl = 'https://hooks.example.com'

/** What happens to the next message of the deliveries or the wake-ups queue. */
export type Fate = 'lost' | 'repeated' | 'late'

const sweepMs = 1_800_000
const lateSeconds = 400
/** How often the clock is marked. */
const markMs = 60_000

/**
 * The embedded engine with a database in memory and a clock of its own: the wiring, workers and
 * handlers of the router without its HTTP. It can be killed at any call of a port; then it restarts
 * from its database.
 */
export async function anEmbeddedEngine(waitsSeconds: readonly number[]) {
  const clock = clockwork(noon)
  const receiver = simulatedReceiver(clock, 100)
  const db = new MemoryLevel()
  const fates: Fate[] = []
  const errors: string[] = []
  const dueAts = new Map<string, string>()
  const unflushed: Unflushed[] = []
  const wall = { aheadMs: 0 }
  const given = { clock, wall, receiver, db, unflushed, fates, errors, dueAts, waitsSeconds }
  let life = await start(given)

  clock.every(sweepMs, () => {
    life.sweep(false)
  })
  clock.every(markMs, () => {
    void life.saveClock().catch(() => undefined)
  })
  return {
    clock,
    /** Sets the wall clock forward, or back; no time elapses. */
    setWallClock: (byMs: number): void => {
      wall.aheadMs += byMs
    },
    receiver,
    fates,
    errors,
    /** When the attempt with this number was due, if the delivery waited for it. */
    dueAtOf: (delivery: string, number: number) => dueAts.get(attemptOf(delivery, number)),
    get ports() {
      return life.ports
    },
    get tables() {
      return life.tables
    },
    redrive: () => life.redrive(),
    /** Makes this many calls of ports fail, before or after their effect. */
    failNext: (calls: number, when: 'before' | 'after') => {
      life.failNext(calls, when)
    },
    /** Kills the process at the call of a port that is this many calls ahead. */
    killAt: (calls: number, when: 'before' | 'after') => {
      life.killAt(calls, when)
    },
    /** Restarts it if it was killed; with `true`, kills it first. */
    restart: async (isKilled = life.isDead()): Promise<void> => {
      if (!isKilled) return
      life.kill()
      life = await start(given)
    },
    /**
     * Kills it, and undoes some of the writes that were not flushed, in any order: LevelDB does not
     * flush one log before it writes the next. Then it restarts.
     */
    losePower: async (lost: readonly boolean[]): Promise<void> => {
      life.kill()
      const recent = unflushed.splice(0).filter(({ at }) => at > clock.now().getTime() - logMs)
      const undone = recent.filter((_, number) => lost[number % lost.length])
      for (const { writes } of undone.reverse()) await undo(writes, db)
      life = await start(given)
    },
    messages: async () => {
      const keys: string[] = []
      for await (const key of db.keys({ gte: 'dead/', lt: 'queue/~' })) {
        if (/^(queue|dead)\//.test(key)) keys.push(`${key}: ${(await db.get(key)) ?? ''}`)
      }
      return keys
    },
  }
}

type Given = {
  clock: ReturnType<typeof clockwork>
  /** How far the wall clock is ahead of the time that has elapsed. */
  wall: { aheadMs: number }
  receiver: ReturnType<typeof simulatedReceiver>
  db: Database
  unflushed: Unflushed[]
  fates: Fate[]
  errors: string[]
  dueAts: Map<string, string>
  waitsSeconds: readonly number[]
}

/** One life of the process, from its start until it is killed. */
async function start(given: Given) {
  const { clock, wall, receiver, fates, errors, dueAts, waitsSeconds } = given
  const life = { isDead: false }
  const { after } = clock
  await given.db.open()
  const store = levelStore(mortal(given, life))
  const wallClock = () => new Date(clock.now().getTime() + wall.aheadMs)
  const steady = steadyClock(store, { wallClock, elapsedMs: () => clock.now().getTime() })
  const { now } = steady
  const tables = openTables(store, now)
  const queues = await openQueues(store, now, { after })
  const sendable = {
    ...queues,
    deliveries: { ...queues.deliveries, send: fated(queues.deliveries.send, fates) },
    wakeUps: { ...queues.wakeUps, send: fated(queues.wakeUps.send, fates) },
  }
  const options = {
    secretsKey: Buffer.alloc(32, 1),
    rules: strict,
    waitsSeconds,
    retentionDays: 90,
    integrationReminderDays: 7,
    ratePerSecond: 10_000,
    maxWebhooks: 10_000,
    now,
    wallClock,
    log: ({ level, message }: Readonly<Record<string, unknown>>) => {
      if (level === 'ERROR') errors.push(String(message))
    },
  }
  const watch = hooks()
  const wired = embeddedPorts(tables, sendable, options)
  const plain = {
    ...wired,
    replaceDelivery: async (saved: Delivery, before: Delivery) => {
      const isSaved = await wired.replaceDelivery(saved, before)
      const { id, attempts, dueAt } = saved
      if (isSaved && dueAt !== undefined) dueAts.set(attemptOf(id, attempts.length + 1), dueAt)
      return isSaved
    },
    post: receiver.post,
    random: () => 0.5,
    wait: (ms: number) =>
      new Promise<void>((resolve) => {
        after(ms, resolve)
      }),
  }
  const {
    log,
    newUuid,
    urlRefusal,
    mustWaitSeconds,
    findAllWaiting,
    oldestFirstAttempt,
    firstAttemptEnded,
  } = plain
  // Ports that return no promise are not watched.
  const unwatched = {
    ...{
      log,
      newUuid,
      urlRefusal,
      mustWaitSeconds,
      findAllWaiting,
      oldestFirstAttempt,
      firstAttemptEnded,
    },
  }
  const ports = withBus({ ...watched(plain, watch), ...unwatched }, queues, 'marketplace')
  const kill = () => {
    life.isDead = true
    for (const stop of stops) void stop()
    for (const queue of Object.values(queues)) queue.close()
  }
  watch.always(() => {
    if (life.isDead) throw new Crash('Killed')
  })
  /** A failed write of a queue is a failed disk, which ends the process. */
  const settling = (queue: LevelQueue): LevelQueue => {
    const { finish, retry } = watched({ finish: queue.finish, retry: queue.retry }, watch)
    const orEnd = (error: unknown) => {
      kill()
      throw error
    }
    return {
      ...queue,
      finish: (message) => finish(message).catch(orEnd),
      retry: (message, reason) => retry(message, reason).catch(orEnd),
    }
  }
  const settled = {
    events: settling(queues.events),
    deliveries: settling(queues.deliveries),
    wakeUps: settling(queues.wakeUps),
    vendorCalls: settling(queues.vendorCalls),
    mails: settling(queues.mails),
  }
  const stops = startWorkers(settled, { ...ports, vendorUrl, pageUrl: vendorUrl })
  const sweep = (resetAll: boolean) =>
    void wakeUpsOn(queues.wakeUps, now)({ kind: 'sweep', resetAll }, now().toISOString()).catch(
      () => undefined,
    )
  sweep(true)

  return {
    ports: {
      ...plain,
      publish: ports.publish,
      publishOutcome: ports.publishOutcome,
      ...{ vendorUrl, pageUrl: vendorUrl },
    },
    tables,
    sweep,
    saveClock: steady.save,
    kill,
    isDead: () => life.isDead,
    redrive: () => redrive(queues),
    failNext: (calls: number, when: 'before' | 'after') => {
      const from = watch.calls
      watch.always((call) => {
        if (call.when !== when || call.index <= from || call.index > from + calls) return
        throw new Error('Throttled')
      })
    },
    killAt: (calls: number, when: 'before' | 'after') => {
      const index = watch.calls + calls
      watch.always((call) => {
        if (call.index !== index || call.when !== when) return
        kill()
        throw new Crash('Killed')
      })
    },
  }
}

function attemptOf(delivery: string, number: number): string {
  return `${delivery}/${number}`
}

/** A write that was not flushed, and when: what each key had before, and has since. */
type Unflushed = {
  at: number
  writes: { key: string; before: string | undefined; after: string | undefined }[]
}

/** LevelDB has written its last log to a table by then. */
const logMs = 10_000

async function undo(writes: Unflushed['writes'], db: Database): Promise<void> {
  const unchanged = writes.filter(({ key, after }) => db.getSync(key) === after)
  const operations = unchanged.map(({ key, before }) =>
    before === undefined
      ? { type: 'del' as const, key }
      : { type: 'put' as const, key, value: before },
  )
  await db.batch(operations, { sync: true })
}

/**
 * The database of one life: rejects writes after the process was killed, and remembers those that
 * were not flushed.
 */
function mortal({ db, clock, unflushed }: Given, life: { isDead: boolean }): Database {
  return {
    open: () => db.open(),
    close: () => Promise.resolve(),
    getSync: (key) => db.getSync(key),
    batch: async (operations, options) => {
      if (life.isDead) throw new Crash('Killed')
      const writes = operations.map(({ key, ...one }) => ({
        key,
        before: db.getSync(key),
        after: 'value' in one ? one.value : undefined,
      }))
      if (!options.sync) unflushed.push({ at: clock.now().getTime(), writes })
      await db.batch(operations, options)
    },
    iterator: (range) => db.iterator(range),
  }
}

type Send = (messages: readonly Message[]) => Promise<void>

function fated(send: Send, fates: Fate[]): Send {
  return (messages) => {
    const met = messages.flatMap((message): Message[] => {
      switch (fates.shift()) {
        case 'lost':
          return []
        case 'repeated':
          return [message, message]
        case 'late':
          return [{ ...message, delaySeconds: lateSeconds }]
        case undefined:
          return [message]
      }
    })
    return send(met)
  }
}
