import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

import { accessTokens } from '../adapters/access-tokens.ts'
import { queueBus } from '../adapters/bus.queue.ts'
import type { After } from '../adapters/delayed-line.ts'
import { deliveriesIn } from '../adapters/deliveries.table.ts'
import { urlProblem } from '../adapters/destination.ts'
import type { DestinationRules } from '../adapters/destination-rules.ts'
import { eventsIn } from '../adapters/events.table.ts'
import { deliveriesOn, wakeUpsOn } from '../adapters/messages.queue.ts'
import { httpsClient } from '../adapters/client.https.ts'
import { type LevelQueue, levelQueue } from '../adapters/queue.level.ts'
import { fileText } from '../adapters/file-text.ts'
import { healthIn } from '../adapters/health.table.ts'
import { rateLimits } from '../adapters/rate-limits.ts'
import { recoveriesIn } from '../adapters/recoveries.table.ts'
import { requestsIn } from '../adapters/requests.table.ts'
import { fileSecrets } from '../adapters/secrets.file.ts'
import { newSigningSecret } from '../adapters/signing-secret.ts'
import { statsIn } from '../adapters/stats.table.ts'
import type { LevelStore } from '../adapters/store.level.ts'
import { levelTable } from '../adapters/table.level.ts'
import { signInShape } from '../adapters/sign-in-rows.embedded.ts'
import { sweepsIn } from '../adapters/sweeps.table.ts'
import { tableShapes } from '../adapters/table-shapes.ts'
import { waitingIn } from '../adapters/waiting.table.ts'
import { wakeUpsIn } from '../adapters/wake-ups.table.ts'
import { webhooksIn } from '../adapters/webhooks.table.ts'
import type { Log } from '../core/needs.ts'

export type EmbeddedOptions = {
  /** Seals the webhooks' secrets; 32 bytes. */
  secretsKey: Buffer
  rules: DestinationRules
  waitsSeconds: readonly number[]
  /** So many requests a second each caller of the API may make. */
  ratePerSecond: number
  /** What events on the bus say they come from. */
  eventSource: string
  now: () => Date
  log: Log
}

/** So often a message is tried before it becomes a dead letter, as on AWS. */
const mostReceives = 5

/** What failed rests so long; a delivery longer, so that it outlives a claim on it. */
const retryMs = 5_000
const deliveryRetryMs = 30_000

/** Of 200 attempts that are made at once, no webhook has more than these. */
const mostPerWebhook = 32

export type Queues = Readonly<Record<'events' | 'deliveries' | 'wakeUps', LevelQueue>>

/** The three queues, on one LevelDB. */
export async function openQueues(
  store: LevelStore,
  now: () => Date,
  after?: After,
): Promise<Queues> {
  const open = (name: string, mostPerGroup: number, rests = retryMs) =>
    levelQueue(store, { name, mostPerGroup, now, after, mostReceives, retryMs: rests })
  const [events, deliveries, wakeUps] = await Promise.all([
    open('events', Infinity),
    open('deliveries', mostPerWebhook, deliveryRetryMs),
    open('wake-ups', 1),
  ])
  return { events, deliveries, wakeUps }
}

/** The five tables, on the same LevelDB, and the sign-in's. */
export function openTables(store: LevelStore, now: () => Date) {
  const open = (name: keyof typeof tableShapes) =>
    levelTable(store, { name, shape: tableShapes[name], now })
  return {
    webhooks: open('webhooks'),
    events: open('events'),
    deliveries: open('deliveries'),
    waiting: open('waiting'),
    tokens: open('tokens'),
    signIns: levelTable(store, { name: 'sign-ins', shape: signInShape, now }),
  }
}

/** What the handlers need of the world, when the world is one machine. */
export function embeddedNeeds(
  tables: ReturnType<typeof openTables>,
  queues: Queues,
  { secretsKey, rules, waitsSeconds, ratePerSecond, eventSource, now, log }: EmbeddedOptions,
) {
  const secrets = fileSecrets(secretsKey)
  const post = httpsClient(rules)
  return {
    ...webhooksIn(tables.webhooks),
    ...eventsIn(tables.events, now),
    ...requestsIn(tables.events, now),
    ...deliveriesIn(tables.deliveries),
    ...statsIn(tables.deliveries),
    ...waitingIn(tables.waiting),
    ...healthIn(tables.waiting),
    ...recoveriesIn(tables.waiting),
    ...sweepsIn(tables.waiting, now),
    ...wakeUpsIn(tables.waiting, wakeUpsOn(queues.wakeUps, now)),
    queueDeliveries: deliveriesOn(queues.deliveries),
    ...queueBus(queues.events, eventSource),
    announce: () => Promise.resolve(undefined), // on this bus nobody listens, and the log has told
    sealSecrets: secrets.seal,
    openSecrets: secrets.open,
    newSigningSecret,
    post,
    accessToken: accessTokens({ table: tables.tokens, secrets, call: post, now, log }),
    urlProblem: (url: string) => urlProblem(url, rules),
    waitsSeconds,
    mustWaitSeconds: rateLimits({ perSecond: ratePerSecond, now }),
    aloneSince: now(),
    openApi: fileText(new URL('../docs/openapi.json', import.meta.url)),
    newUuid: randomUUID,
    newWebhookId: randomUUID,
    random: Math.random,
    wait: (ms: number) => wait(ms),
    now,
    log,
  }
}
