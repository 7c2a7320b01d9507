import { randomBytes } from 'node:crypto'

import { deliveryRecordsIn } from '../adapters/stores/delivery-records.ts'
import { deliveriesIn } from '../adapters/stores/delivery-store.ts'
import { eventsIn } from '../adapters/stores/event-store.ts'
import { statsIn } from '../adapters/stores/stats-store.ts'
import { sweepsIn } from '../adapters/stores/sweep-store.ts'
import { plain } from '../adapters/stores/packing.ts'
import { strict } from '../test/support/strict-rules.ts'
import { type Database, levelStore } from '../adapters/leveldb/store.ts'
import { withBus } from '../bin/embedded-bus.ts'
import { embeddedPorts } from '../bin/embedded-ports.ts'
import { openQueues, openTables } from '../bin/embedded-storage.ts'
import { webhookEntry } from '../core/audit/audit-entry.ts'
import { actionsOf, eventType, resourceTypes } from '../core/events/catalogue.ts'
import { type Delivery, newDelivery } from '../core/deliveries/delivery.ts'
import type { AcceptedEvent } from '../core/events/event-store.ts'
import type { Event } from '../core/events/event.ts'
import type { Outcome } from '../core/deliveries/outcome.ts'
import { rollUp } from '../core/wake/roll-up.ts'
import { aWebhook, uuidOf } from '../test/support/builders.ts'

const webhooks = 20
const days = 60
const atOnce = 5000

/** A reason that no delivery has. */
export const missing = 'tls: CERT_HAS_EXPIRED'

export type Log = Awaited<ReturnType<typeof aLog>>

/**
 * A log of `size` deliveries over the past two months, 97 % of them successful, in a database on
 * disk.
 */
export async function aLog(db: Database, size: number) {
  await db.open()
  const now = new Date()
  await fill(db, size, now)
  await rollUpAll(
    openTables(levelStore(unsynced(db)), () => now),
    now,
  )
  const store = levelStore(db)
  const clock = () => new Date()
  const tables = openTables(store, clock)
  const queues = await openQueues(store, clock)
  const ports = embeddedPorts(tables, queues, {
    secretsKey: randomBytes(32),
    rules: strict,
    waitsSeconds: [60],
    retentionDays: 90,
    integrationReminderDays: 7,
    ratePerSecond: 10_000,
    maxWebhooks: 10_000,
    now: clock,
    log: () => undefined,
  })
  for (let number = 0; number < webhooks; number += 1) {
    const resource = resourceTypes[number % resourceTypes.length] ?? 'USER'
    const url = `https://crm.example.com/${number}`
    const webhook = aWebhook({ id: idOf(number), url, events: [eventType(resource, 'ADDED')] })
    const who = { by: 'bench', at: now.toISOString() }
    await ports.addWebhook(webhook, webhookEntry('webhook.created', { after: webhook }, who))
  }
  const middle = Math.floor(size / 2)
  const stepMs = (days * 86_400_000) / Math.max(size, 1)
  const { delivery } = nth(middle, now.getTime() - (size - middle) * stepMs)
  const vendorUrl = 'https://hooks.example.com'
  const urls = { vendorUrl, pageUrl: vendorUrl }
  return { ports: { ...withBus(ports, queues, 'marketplace'), ...urls }, sample: delivery, now }
}

async function fill(db: Database, size: number, now: Date): Promise<void> {
  const tables = openTables(levelStore(writeOnly(db)), () => now)
  const log = { ...tables, packing: plain, retentionDays: 90, now: () => now }
  const [events, { replaceDelivery }] = [eventsIn(log), deliveryRecordsIn(log)]
  const add = async (number: number, createdMs: number) => {
    const { accepted, delivery } = nth(number, createdMs)
    await Promise.all([
      events.storeEvent(accepted),
      events.listUnderResource(accepted),
      replaceDelivery(delivery, { ...delivery, revision: 0 }),
    ])
  }
  const stepMs = (days * 86_400_000) / size
  for (let first = 0; first < size; first += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, size - first) }, (_, at) => first + at)
    await Promise.all(
      numbers.map((number) => add(number, now.getTime() - (size - number) * stepMs)),
    )
  }
}

/** Makes the rollups of the whole log, as the sweep does from hour to hour. */
async function rollUpAll(tables: ReturnType<typeof openTables>, now: Date): Promise<void> {
  const clock = () => now
  const form = { packing: plain, retentionDays: 90, now: clock }
  const log = { ...tables, ...sweepsIn(tables.waiting, clock), ...form }
  let isDone = false
  const sendWakeUp = () => Promise.resolve(void (isDone = false))
  const ports = { ...deliveriesIn(log), ...statsIn(log), now: clock, sendWakeUp }
  while (!isDone) {
    isDone = true
    await rollUp({ kind: 'roll-up', marketplace: 'acme' }, ports)
  }
}

/** A faster database for filling: no flush. */
function unsynced(db: Database): Database {
  return {
    open: () => db.open(),
    close: () => db.close(),
    getSync: (key) => db.getSync(key),
    iterator: (range) => db.iterator(range),
    batch: (operations) => db.batch(operations, { sync: false }),
  }
}

/** No reads either, as every delivery is new. */
function writeOnly(db: Database): Database {
  return { ...unsynced(db), getSync: () => undefined }
}

/** The event and delivery with this number, from which all their properties derive. */
function nth(number: number, createdMs: number): { accepted: AcceptedEvent; delivery: Delivery } {
  const acceptedAt = new Date(createdMs).toISOString()
  const { status, outcome } = outcomeOf(number)
  const planned = { endpoint: idOf(number % webhooks), start: 'queued' } as const
  const event = eventOf(number)
  const accepted = { event, acceptedAt, source: event.uuid, deliveries: [planned] }
  const attempt = { number: 1, startedAt: acceptedAt, durationMs: 20 + (number % 180), outcome }
  const delivery: Delivery = {
    ...newDelivery(accepted, planned),
    status,
    ...(status === 'pending' && { dueAt: acceptedAt }),
    attempts: [attempt],
    revision: 1,
  }
  return { accepted, delivery }
}

function idOf(webhook: number): string {
  return uuidOf(1_000_000_000 + webhook)
}

function eventOf(number: number): Event {
  // Each webhook has one resource. The outcome derives from other digits of the number.
  const type = resourceTypes[(number % webhooks) % resourceTypes.length] ?? 'USER'
  const actions = actionsOf(type)
  return {
    marketplace: 'acme',
    uuid: uuidOf(number),
    timestamp: 1_700_000_000_000 + number,
    resource: { type, uuid: `resource-${number % 100_000}`, content: '{"status":"ACTIVE"}' },
    resourceAction: actions[Math.floor(number / webhooks) % actions.length] ?? 'ADDED',
  }
}

const failures: readonly Outcome[] = [
  { kind: 'failed', reason: 'status 503', status: 503 },
  { kind: 'failed', reason: 'status 404', status: 404 },
  { kind: 'failed', reason: 'timeout: headers' },
  { kind: 'failed', reason: 'connection: ECONNREFUSED' },
]

/** Of 1,000 deliveries, 20 failed, 5 are pending, 3 were skipped and 2 dropped. */
function outcomeOf(number: number): Pick<Delivery, 'status'> & { outcome: Outcome } {
  const rank = (Math.floor(number / webhooks) * 7919 + number) % 1000
  const outcome = failures[rank % failures.length] ?? { kind: 'delivered', status: 200 }
  if (rank < 20) return { status: 'failed', outcome }
  if (rank < 25) return { status: 'pending', outcome }
  if (rank < 28) return { status: 'skipped', outcome }
  if (rank < 30) return { status: 'dropped', outcome }
  return { status: 'successful', outcome: { kind: 'delivered', status: 200 } }
}
