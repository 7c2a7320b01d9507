import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { backupDoor } from '../adapters/embedded/backup-door.ts'
import { busyMeter } from '../adapters/embedded/busy.ts'
import { connectionBudget } from '../adapters/embedded/connection-budget.ts'
import { listen } from '../adapters/embedded/http-server.ts'
import { prometheus } from '../adapters/embedded/prometheus.ts'
import { httpApi } from '../adapters/http-api/router.ts'
import { vendorDoor } from '../adapters/http-api/vendor-door.ts'
import { checkKey } from '../adapters/leveldb/key-check.ts'
import { fileEncryption } from '../adapters/embedded/file-encryption.ts'
import { type Database, levelStore } from '../adapters/leveldb/store.ts'
import { embeddedPorts, type EmbeddedOptions } from './embedded-ports.ts'
import { openQueues, openTables, type Queues } from './embedded-storage.ts'
import { verifyBearer } from '../core/api-keys/verify-bearer.ts'
import type { Table } from '../core/ports.ts'
import { withBus } from './embedded-bus.ts'
import { startWorkers } from './embedded-workers.ts'
import { startTimers } from './embedded-timers.ts'
import { frontEnd, type FrontEndOptions } from './front-end.ts'

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
    /** Where vendors reach this router; default: its own URL. */
    publicUrl?: string | undefined
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
  const { db, port, now, lostLines, onFailure } = given
  await db.open()
  const store = levelStore(db, onFailure)
  await checkKey(store, fileEncryption(given.secretsKey))
  const tables = openTables(store, now)
  const busy = busyMeter()
  const budget = connectionBudget(given.maxConnections)
  const queues = await openQueues(store, now, { isBusy: busy.isBusy, budget })
  const deadLetters = () => countByQueue(queues)
  const metrics = prometheus({ log: given.log, lostLines, deadLetters })
  const options = { ...given, log: metrics.log }
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
  const timers = await startTimers({ queues, tables }, given)

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

type RouterPorts = ReturnType<typeof withBus<ReturnType<typeof embeddedPorts>>>

type ServedParts = {
  options: RouterOptions
  ports: RouterPorts
  metrics: ReturnType<typeof prometheus>
  signIns: Table
}

/** The API, the metrics, the sign-in and the page, at this URL. */
function served(at: string, { options, ports, metrics, signIns }: ServedParts) {
  const { groupsClaim } = options.otherIssuer ?? {}
  const { verifyJwt, answer } = frontEnd(at, { ...options, signIns })
  const vendorUrl = vendorUrlOf(at, options)
  const apiPorts = { ...ports, vendorUrl, ...(groupsClaim && { groupsClaims: [groupsClaim] }) }
  const door = vendorDoor({ ...ports, vendorUrl })
  const backUp = backupDoor(options)
  const api = httpApi(apiPorts, {
    tokenOf: (request) =>
      verifyBearer(request.headers.get('authorization'), { ...ports, verifyJwt }),
    requestIdOf: randomUUID,
  })
  return {
    fetch: async (request: Request, address?: string): Promise<Response> =>
      (await door(request, address)) ?? api.fetch(request, {}),
    answer: async (request: IncomingMessage, response: ServerResponse): Promise<boolean> =>
      (await metrics.answer(at, request, response)) ||
      (await backUp(at, request, response)) ||
      answer(request, response),
  }
}

function vendorUrlOf(url: string, { publicUrl = url }: Pick<RouterOptions, 'publicUrl'>): string {
  return publicUrl.replace(/\/$/, '')
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
