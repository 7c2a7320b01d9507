import { randomBytes } from 'node:crypto'

import { deliveriesIn } from '../adapters/deliveries.table.ts'
import { strict } from '../adapters/destination-rules.ts'
import { type Database, levelStore } from '../adapters/store.level.ts'
import { embeddedNeeds, openQueues, openTables } from '../bin/embedded-needs.ts'
import { actionsOf, resourceTypes } from '../core/catalogue.ts'
import { type Delivery, newDelivery } from '../core/delivery.ts'
import type { Event } from '../core/event.ts'
import type { Outcome } from '../core/outcome.ts'
import { aWebhook, uuidOf } from '../test/support/builders.ts'

const webhooks = 20
const days = 60
const atOnce = 5000

/** A cause that no delivery has. */
export const missing = 'tls: CERT_HAS_EXPIRED'

export type Log = Awaited<ReturnType<typeof aLog>>

/** A log of so many deliveries in two months up to now, 97 % of them successful, over a database on disk. */
export async function aLog(db: Database, size: number) {
  await db.open()
  const now = new Date()
  const store = levelStore(unflushed(db))
  const tables = openTables(store, () => new Date())
  const needs = embeddedNeeds(tables, await openQueues(store, () => new Date()), {
    secretsKey: randomBytes(32),
    rules: strict,
    waitsSeconds: [60],
    eventSource: 'marketplace',
    now: () => new Date(),
    log: () => undefined,
  })
  for (let number = 0; number < webhooks; number += 1) {
    const resource = resourceTypes[number % resourceTypes.length] ?? 'USER'
    const url = `https://crm.example.com/${number}`
    await needs.addWebhook(aWebhook({ id: idOf(number), resource, url, actions: ['ADDED'] }))
  }
  const { addDelivery } = deliveriesIn(tables.deliveries)
  const stepMs = (days * 86_400_000) / size
  for (let first = 0; first < size; first += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, size - first) }, (_, at) => first + at)
    await Promise.all(
      numbers.map((number) => addDelivery(nth(number, now.getTime() - (size - number) * stepMs))),
    )
  }
  const sample = nth(Math.floor(size / 2), now.getTime())
  await needs.storeEvent(eventOf(Math.floor(size / 2)))
  return { needs, sample, now }
}

/** Filling needs no flush: nobody loses anything but time if it ends half-way. */
function unflushed(db: Database): Database {
  return {
    open: () => db.open(),
    close: () => db.close(),
    getSync: (key) => db.getSync(key),
    iterator: (range) => db.iterator(range),
    batch: (operations) => db.batch(operations, { sync: false }),
  }
}

/** The delivery with that number: all that varies follows from it. */
function nth(number: number, createdMs: number): Delivery {
  const createdAt = new Date(createdMs).toISOString()
  const { status, outcome } = endOf(number)
  const delivery = newDelivery(eventOf(number), idOf(number % webhooks), {
    status,
    source: uuidOf(number),
    createdAt,
    ...(status === 'pending' && { dueAt: createdAt }),
  })
  const attempt = { number: 1, startedAt: createdAt, durationMs: 20 + (number % 180), outcome }
  return { ...delivery, attempts: [attempt], revision: 1 }
}

function idOf(webhook: number): string {
  return uuidOf(1_000_000_000 + webhook)
}

function eventOf(number: number): Event {
  // A webhook is of one resource; what becomes of a delivery follows from other digits of its number.
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
  { kind: 'failed', because: 'status 503', status: 503 },
  { kind: 'failed', because: 'status 404', status: 404 },
  { kind: 'failed', because: 'timeout: headers' },
  { kind: 'failed', because: 'connection: ECONNREFUSED' },
]

/** Of 1,000 deliveries 20 failed, 5 are pending, 3 were skipped and 2 dropped. */
function endOf(number: number): Pick<Delivery, 'status'> & { outcome: Outcome } {
  const place = (Math.floor(number / webhooks) * 7919 + number) % 1000
  const outcome = failures[place % failures.length] ?? { kind: 'delivered', status: 200 }
  if (place < 20) return { status: 'failed', outcome }
  if (place < 25) return { status: 'pending', outcome }
  if (place < 28) return { status: 'skipped', outcome }
  if (place < 30) return { status: 'dropped', outcome }
  return { status: 'successful', outcome: { kind: 'delivered', status: 200 } }
}
