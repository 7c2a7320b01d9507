import { randomUUID } from 'node:crypto'
import { once } from 'node:events'

import { listen } from '../adapters/embedded/http-server.ts'
import { httpApi } from '../adapters/http-api/app.ts'
import { checkKey } from '../adapters/leveldb/key-check.ts'
import { wakeUpsOn } from '../adapters/common/queue-messages.ts'
import type { LevelQueue } from '../adapters/leveldb/queue.ts'
import { fileSecrets } from '../adapters/embedded/file-secrets.ts'
import { type Database, levelStore } from '../adapters/leveldb/store.ts'
import { type QueueHandler, startWorker } from '../adapters/embedded/lambda-host.ts'
import { deliverHandler } from '../lambdas/deliver.ts'
import { fanOutHandler } from '../lambdas/fan-out.ts'
import { wakeHandler } from '../lambdas/wake.ts'
import {
  embeddedPorts,
  type EmbeddedOptions,
  openQueues,
  openTables,
  type Queues,
} from './embedded-ports.ts'
import { pageAndSignIn, type PageAndSignInOptions } from './page-and-sign-in.ts'

type RouterOptions = EmbeddedOptions &
  PageAndSignInOptions & {
    db: Database
    /** 0 takes a free one. */
    port: number
    /** The disk failed: whoever runs the router must end it. */
    onFailure: (error: unknown) => void
  }

type Router = {
  url: string
  /** How many messages were put aside. */
  countDeadLetters: () => Promise<number>
  /** Tries the messages that were put aside again; resolves with how many. */
  redrive: () => Promise<number>
  /** Takes nothing new, and resolves when what was begun has ended or will be begun again. */
  stop: () => Promise<void>
}

/**
 * A stop waits so long for attempts that are on their way; what has not ended by then comes again.
 */
const stopMs = 5_000

/** AWS sweeps every hour; here one crash may lose every wake-up, and a sweep costs nothing. */
const sweepMs = 60_000

const expiryMs = 3_600_000

/** The whole router in one process: the very handlers that AWS Lambda hosts, over LevelDB. */
export async function startRouter(options: RouterOptions): Promise<Router> {
  const { db, port, now, log, onFailure } = options
  await db.open()
  const store = levelStore(db, onFailure)
  await checkKey(store, fileSecrets(options.secretsKey))
  const tables = openTables(store, now)
  const queues = await openQueues(store, now)
  const ports = embeddedPorts(tables, queues, options)

  const { groupsClaim } = options.otherIssuer ?? {}
  const apiPorts = { ...ports, ...(groupsClaim && { groupsClaims: [groupsClaim] }) }
  const { url, server } = await listen({
    port,
    serve: (at) => {
      const { verify, answer } = pageAndSignIn(at, { ...options, signIns: tables.signIns })
      const api = httpApi(apiPorts, {
        tokenOf: (request) => verify(request.headers.get('authorization')),
        requestIdOf: randomUUID,
      })
      return { fetch: async (request) => api.fetch(request, {}), answer }
    },
    log,
  })

  const workers = startWorkers(queues, ports)
  const sweep = (resetAll: boolean) =>
    wakeUpsOn(queues.wakeUps, now)({ kind: 'sweep', resetAll }, now().toISOString())
  await sweep(true) // a crash may have come between a wake-up and its message
  const timers = [
    setInterval(() => void sweep(false).catch(onFailure), sweepMs),
    setInterval(() => void removeExpired(tables).catch(onFailure), expiryMs),
  ]

  return {
    url,
    countDeadLetters: async () => (await deadLettersOf(queues)).length,
    redrive: () => redrive(queues),
    stop: async () => {
      timers.forEach(clearInterval)
      const answered = once(server.close(), 'close')
      server.closeIdleConnections()
      await Promise.race([
        Promise.all([answered, ...workers.map((stop) => stop())]),
        passed(stopMs),
      ])
      server.closeAllConnections()
      for (const queue of Object.values(queues)) queue.close()
      await store.close()
    },
  }
}

/** As many at once as one process bears: attempts mostly wait for others, the rest is work. */
export function startWorkers(
  { events, deliveries, wakeUps }: Queues,
  ports: ReturnType<typeof embeddedPorts>,
) {
  const start = (queue: LevelQueue, name: string, host: Hosted) =>
    startWorker(queue, { name, log: ports.log, ...host })
  const withDeadLetters = (queue: LevelQueue) => ({ ...ports, deadLetter: queue.sendDeadLetter })

  return [
    start(events, 'events', {
      handler: fanOutHandler(withDeadLetters(events)),
      batchSize: 10,
      concurrency: 8,
    }),
    start(deliveries, 'deliveries', {
      handler: deliverHandler(withDeadLetters(deliveries)),
      batchSize: 1,
      concurrency: 200,
    }),
    start(wakeUps, 'wake-ups', {
      handler: wakeHandler(withDeadLetters(wakeUps)),
      batchSize: 1,
      concurrency: 8,
    }),
  ]
}

type Hosted = { handler: QueueHandler; batchSize: number; concurrency: number }

async function removeExpired(tables: ReturnType<typeof openTables>): Promise<void> {
  for (const table of Object.values(tables)) await table.removeExpired()
}

async function deadLettersOf(queues: Queues) {
  const letters = await Promise.all(
    Object.values(queues).map(async (queue) =>
      (await queue.deadLetters()).map((letter) => ({ queue, letter })),
    ),
  )
  return letters.flat()
}

export async function redrive(queues: Queues): Promise<number> {
  const letters = await deadLettersOf(queues)
  await Promise.all(letters.map(({ queue, letter }) => queue.redrive(letter)))
  return letters.length
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref() // nobody waits for it when all else has ended
  })
}
