import { describe, expect, it } from '@jest/globals'

import { deflated } from '../../../adapters/stores/deflated.ts'
import { deliveriesIn } from '../../../adapters/stores/delivery-store.ts'
import { eventsIn } from '../../../adapters/stores/event-store.ts'
import { statsIn } from '../../../adapters/stores/stats-store.ts'
import { sweepsIn } from '../../../adapters/stores/sweep-store.ts'
import { tableShapes } from '../../../adapters/stores/table-shapes.ts'
import { positionAt } from '../../../core/deliveries/delivery-id.ts'
import { type Attempt, type Delivery, newDelivery } from '../../../core/deliveries/delivery.ts'
import { addDuration, type Durations } from '../../../core/deliveries/durations.ts'
import { bucketsOf } from '../../../core/manage/compute-stats.ts'
import { countDeliveries } from '../../../core/manage/count-deliveries.ts'
import { rollUp } from '../../../core/wake/roll-up.ts'
import { countedTable } from '../../support/counted-table.ts'
import { makersFrom, randomFrom } from '../../support/random-from.ts'
import { sizeOf } from '../../support/read-units.ts'
import { realisticEvent } from '../../support/realistic-event.ts'
import { realisticRow } from '../../support/realistic-row.ts'

const hourMs = 3_600_000
const webhook = { marketplace: 'acme', id: '0f4e2b1c-6a0d-4a3e-9d57-2c1f5b8e7a90' }
/** A million in a month. */
const perHour = Math.ceil(1_000_000 / (30 * 24))
/** The last sweep was 15 minutes ago: the next one is about to come. */
const sweptAt = Date.parse('2026-03-01T12:00:00.000Z')
const now = new Date(sweptAt + 15 * 60_000)

const world = aWorld()

describe('the statistics of a webhook with a million deliveries in a month', () => {
  it.each([
    ['month', 100],
    ['week', 100],
    ['day', 100],
    ['hour', 150],
  ] as const)('of a %s take at most %i read units of DynamoDB', async (range, limit) => {
    const { ports, tables } = await world
    for (const table of Object.values(tables)) table.resetCounts()

    const buckets = bucketsOf(range, now)
    const startedAt = performance.now()
    const tallies = await countDeliveries(webhook, buckets, ports)
    const ms = Math.round(performance.now() - startedAt)

    const units = Object.values(tables).reduce((sum, { counts }) => sum + counts.readUnits, 0)
    const counted = tallies.reduce((sum, { counts }) => sum + (counts.successful ?? 0), 0)
    console.log(`${range}: ${units} read units and ${ms} ms for ${counted} deliveries`)
    expect(units).toBeLessThanOrEqual(limit)
    expect(rowSize(tables.deliveries)).toBeGreaterThan(550)
    const hours = (now.getTime() - Date.parse(buckets[0]?.from ?? '')) / hourMs
    expect(counted / (hours * perHour)).toBeCloseTo(1, 1)
  })
})

/** Rollups of a month, and the rows and events of its last two hours. */
async function aWorld() {
  const clock = { now: new Date(sweptAt) }
  const table = (name: keyof typeof tableShapes) => countedTable(tableShapes[name], () => clock.now)
  const tables = {
    events: table('events'),
    deliveries: table('deliveries'),
    waiting: table('waiting'),
  }
  const sweeps = sweepsIn(tables.waiting, () => clock.now)
  const log = { ...tables, ...sweeps, packing: deflated, retentionDays: 90, now: () => clock.now }
  const queue: unknown[] = []
  const ports = {
    ...deliveriesIn(log),
    ...statsIn(log),
    ...sweeps,
    now: () => clock.now,
    sendWakeUp: (message: unknown) => Promise.resolve(void queue.push(message)),
  }
  const random = randomFrom(1)
  const start = sweptAt - 2 * hourMs
  await ports.saveRolledUp('acme', positionAt(new Date(start).toISOString()))
  await ports.saveSwept('acme', positionAt(new Date(sweptAt - hourMs).toISOString()))
  for (let at = start - 31 * 24 * hourMs; at < start; at += hourMs) {
    await ports.replaceRollup(aRollup(at, random), undefined)
  }
  const stepMs = hourMs / perHour
  const addUntil = async (from: number, to: number) => {
    for (let at = from; at < to; at += stepMs) await add(new Date(at), log, random)
  }
  await addUntil(start, sweptAt)
  do queue.length = 0
  while ((await rollUp({ kind: 'roll-up', marketplace: 'acme' }, ports), queue.length > 0))
  clock.now = now
  await addUntil(sweptAt, now.getTime())
  return { ports, tables }
}

function aRollup(at: number, random: () => number) {
  const durations: Durations = {}
  for (let left = perHour; left > 0; left -= 1) addDuration(durations, aDurationMs(random))
  return {
    marketplace: webhook.marketplace,
    endpoint: webhook.id,
    hour: new Date(at).toISOString(),
    counts: { successful: perHour - 41, failed: 32, pending: 7, skipped: 2 },
    attempts: { delivered: perHour - 41, failed: 380 },
    durations,
    upTo: `${positionAt(new Date(at + hourMs).toISOString())}${'x'.repeat(23)}`,
    revision: 15,
  }
}

/** Log-normal: half below 150 ms, a hundredth above 1 s. */
function aDurationMs(random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.round(150 * Math.exp(0.8 * normal))
}

async function add(at: Date, log: Parameters<typeof deliveriesIn>[0], random: () => number) {
  const planned = { endpoint: webhook.id, start: 'queued' } as const
  const acceptedAt = at.toISOString()
  const event = { ...realisticEvent(500, random), marketplace: 'acme' }
  const accepted = { event, acceptedAt, source: makersFrom(random).uuid(), deliveries: [planned] }
  await eventsIn(log).storeEvent(accepted)
  const { attempts } = JSON.parse(realisticRow(random)) as Delivery
  const delivery: Delivery = {
    ...newDelivery(accepted, planned),
    status: 'successful',
    attempts: attempts.map((attempt) => withBody(makersFrom(random).words(40), attempt)),
    revision: 1,
  }
  await deliveriesIn(log).replaceDelivery(delivery, { ...delivery, revision: 0 })
}

/** The response's body makes the row as large as rows are on average. */
function withBody(text: string, attempt: Attempt): Attempt {
  const { exchange } = attempt
  if (exchange?.response === undefined) return attempt
  return {
    ...attempt,
    exchange: { ...exchange, response: { ...exchange.response, body: { text } } },
  }
}

function rowSize(table: ReturnType<typeof countedTable>): number {
  const sizes = table.items().flatMap((item) => (item['packed'] === undefined ? [] : sizeOf(item)))
  return sizes.reduce((sum, size) => sum + size, 0) / sizes.length
}
