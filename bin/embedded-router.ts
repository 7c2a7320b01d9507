import { once } from 'node:events'

import { busyMeter } from '../adapters/embedded/busy.ts'
import { connectionBudget } from '../adapters/embedded/connection-budget.ts'
import { listen } from '../adapters/embedded/http-server.ts'
import { steadyClock } from '../adapters/embedded/steady-time.ts'
import { prometheus } from '../adapters/embedded/prometheus.ts'
import { checkKey } from '../adapters/leveldb/key-check.ts'
import { fileEncryption } from '../adapters/embedded/file-encryption.ts'
import { type Database, levelStore } from '../adapters/leveldb/store.ts'
import { embeddedPorts, type EmbeddedOptions } from './embedded-ports.ts'
import { openQueues, openTables, type Queues } from './embedded-storage.ts'
import { withBus } from './embedded-bus.ts'
import { startWorkers } from './embedded-workers.ts'
import { startTimers } from './embedded-timers.ts'
import { served, vendorUrlOf } from './embedded-http.ts'
import type { FrontEndOptions } from './front-end.ts'

type RouterOptions = EmbeddedOptions &
  FrontEndOptions & {
    db: Database
    /** The frames of a backup of the database; without it, none is made. */
    snapshot?: (() => AsyncIterable<Uint8Array>) | undefined
    /** 0 picks a free port. */
    port: number
    /** The number of lines that the log could not write. */
    lostLines?: () => number
    /** Called when the disk fails; the process must exit then. */
    onFailure: (error: unknown) => void
  }

type Router = {
  url: string
  /** The number of dead letters. */
  countDeadLetters: () => Promise<number>
  /** Moves all dead letters back to their queues; resolves with their number. */
  redrive: () => Promise<number>
  /** Accepts no more work; resolves when running work has finished or will be redelivered. */
  stop: () => Promise<void>
}

/**
 * `stop` waits this long for attempts in flight; unfinished ones are redelivered after a restart.
 */
const stopMs = 5_000

/** The whole router in one process: the same handlers as on AWS Lambda, over LevelDB. */
export async function startRouter(given: RouterOptions): Promise<Router> {
  const { db, port, lostLines, onFailure, now: wallClock } = given
  await db.open()
  const store = levelStore(db, onFailure)
  await checkKey(store, fileEncryption(given.secretsKey))
  const clock = steadyClock(store, { wallClock })
  const { now } = clock
  const tables = openTables(store, now)
  const busy = busyMeter()
  const budget = connectionBudget(given.maxConnections)
  const queues = await openQueues(store, now, { isBusy: busy.isBusy, budget })
  const deadLetters = () => countByQueue(queues)
  const metrics = prometheus({ log: given.log, lostLines, deadLetters })
  const options = { ...given, now, wallClock, log: metrics.log }
  const ports = withBus(embeddedPorts(tables, queues, options), queues, given.eventSource)

  const { url, server } = await listen({
    port,
    serve: (at) => served(at, { options, ports, metrics, signIns: tables.signIns }),
    log: options.log,
    maxConnections: budget.incoming,
  })

  const publicUrl = vendorUrlOf(url, given)
  const workers = startWorkers(
    queues,
    { ...ports, vendorUrl: publicUrl, pageUrl: publicUrl },
    budget,
  )
  const timers = await startTimers({ queues, tables, clock }, given)

  return {
    url,
    countDeadLetters: async () => (await deadLettersOf(queues)).length,
    redrive: () => redrive(queues),
    stop: async () => {
      timers.forEach(clearInterval)
      busy.stop()
      const closed = once(server.close(), 'close')
      server.closeIdleConnections()
      await Promise.race([Promise.all([closed, ...workers.map((stop) => stop())]), delay(stopMs)])
      server.closeAllConnections()
      for (const queue of Object.values(queues)) queue.close()
      await store.close()
    },
  }
}

async function deadLettersOf(queues: Queues) {
  const letters = await Promise.all(
    (['events', 'deliveries', 'wakeUps', 'vendorCalls', 'mails'] as const).map(async (name) => {
      const queue = queues[name]
      return (await queue.deadLetters()).map((letter) => ({ name, queue, letter }))
    }),
  )
  return letters.flat()
}

/** Malformed events are among the dead letters here; their producers have to correct them. */
async function countByQueue(queues: Queues): Promise<Readonly<Record<string, number>>> {
  const counts = { events: 0, deliveries: 0, wakeUps: 0, vendorCalls: 0, mails: 0, malformed: 0 }
  for (const { name, letter } of await deadLettersOf(queues)) {
    counts[/^Cannot accept the (integration )?event: /.test(letter.reason) ? 'malformed' : name] +=
      1
  }
  return counts
}

export async function redrive(queues: Queues): Promise<number> {
  const letters = await deadLettersOf(queues)
  await Promise.all(letters.map(({ queue, letter }) => queue.redrive(letter)))
  return letters.length
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref() // must not keep the process alive
  })
}
