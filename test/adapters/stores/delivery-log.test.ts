import { describe, expect, it } from '@jest/globals'

import { deliveriesIn } from '../../../adapters/stores/delivery-store.ts'
import { eventsIn } from '../../../adapters/stores/event-store.ts'
import type { DeliveryLog } from '../../../adapters/stores/delivery-tables.ts'
import { lastPositionAt } from '../../../core/deliveries/delivery-id.ts'
import { type Delivery, statuses } from '../../../core/deliveries/delivery.ts'
import { type DeliveryFilter, passes } from '../../../core/deliveries/delivery-filter.ts'
import type { Table } from '../../../core/ports.ts'
import {
  aDelivery,
  afterNoon,
  anAcceptedEvent,
  anAttempt,
  anEvent,
  uuidOf,
} from '../../support/builders.ts'
import { counted, fill, logTables } from '../../support/log-store.ts'

/** This many deliveries of every kind, ten per second, two for each event. */
const log = Array.from({ length: 240 }, (_, number) => nth(number))

const filters: DeliveryFilter[] = [
  {},
  { webhook: 'webhook-1' },
  ...statuses.map((status) => ({ status })),
  { webhook: 'webhook-2', status: 'failed' },
  { webhook: 'webhook-0', status: 'pending' },
  { resource: 'USER' },
  { resource: 'USER', action: 'REMOVED' },
  { action: 'CHANGED' },
  { action: 'CHANGED', webhook: 'webhook-1', status: 'successful' },
  { statusCode: 200 },
  { statusCode: 503 },
  { statusCode: 503, status: 'successful' },
  { statusCode: 503, webhook: 'webhook-1' },
  { reason: 'timeout' },
  { reason: 'timeout', resource: 'SUBSCRIPTION', status: 'failed' },
  { event: uuidOf(7) },
  { event: uuidOf(7), webhook: 'webhook-1' },
  { resourceUuid: 'resource-3' },
  { resourceUuid: 'resource-3', action: 'ADDED' },
  { status: ['failed', 'skipped'] },
  { status: ['pending', 'successful'] },
  { status: ['failed', 'pending'], webhook: ['webhook-0', 'webhook-1'] },
  { webhook: ['webhook-0', 'webhook-2'], resource: ['USER', 'SUBSCRIPTION'] },
  { webhook: ['webhook-0', 'a', 'b', 'c', 'd'], status: 'failed' },
  { webhook: ['webhook-0', 'a', 'b', 'c', 'd'] },
  { eventType: ['user.removed', 'subscription.added'] },
  { statusCode: [200, 503] },
  { reason: ['timeout', 'status 503'], status: 'pending' },
  { event: [uuidOf(7), uuidOf(9), uuidOf(8)] },
  { resourceUuid: ['resource-3', 'resource-5'] },
]

const full = aFullLog() // read only

describe('listDeliveries()', () => {
  const ranges = [{}, { from: afterNoon(10), to: afterNoon(20) }]
  const cases = filters.flatMap((filter) => ranges.map((range) => ({ ...filter, ...range })))

  it.each(cases)(
    'returns each delivery once, newest first, in pages of any size: %j',
    async (filter) => {
      const deliveries = deliveriesIn(await full)
      const wanted = log.filter((one) => passes(one, filter)).sort(newestFirst)

      for (const limit of [7, 50]) {
        const pages = await pagesOf(deliveries, filter, limit)

        expect(pages.flat()).toEqual(wanted)
        expect(pages.every((page) => page.length <= limit)).toBe(true)
      }
    },
  )

  it('returns a delivery once when it moves between lists meanwhile', async () => {
    const all = await full
    const failures = await deliveriesIn(all).listDeliveries('acme', { status: 'failed' }, ten)
    const [newest] = failures.deliveries
    const query: Table['query'] = async (asked) => {
      const items = await all.deliveries.query(asked)
      const isPending = asked.partition.startsWith('acme#pending')
      const moved = isPending && newest && (await rowOf(newest, all))
      return moved ? [moved, ...items] : items
    }
    const { listDeliveries } = deliveriesIn({ ...all, deliveries: { ...all.deliveries, query } })

    const page = await listDeliveries('acme', { statusCode: 503 }, { limit: 100, from: undefined })

    expect(new Set(page.deliveries.map(({ id }) => id)).size).toBe(page.deliveries.length)
  })

  it('ends when every delivery after the cursor has left the list', async () => {
    const deliveries = deliveriesIn(await full)
    const from = lastPositionAt(afterNoon(-60))

    const page = await deliveries.listDeliveries('acme', { status: 'failed' }, { limit: 10, from })

    expect(page).toEqual({ deliveries: [], next: undefined })
  })

  it('reads no event before the sweep for deliveries of a webhook that have no row', async () => {
    const swept = await logTables(undefined, lastPositionAt(afterNoon(11)))
    await fill(swept, log)

    const { deliveries } = await deliveriesIn(swept).listDeliveries(
      'acme',
      { webhook: 'webhook-1' },
      { limit: 100, from: undefined },
    )

    const ofWebhook = log.filter(({ endpoint }) => endpoint === 'webhook-1').sort(newestFirst)
    const isFound = ({ createdAt, revision }: Delivery) => revision > 0 || createdAt > afterNoon(11)
    expect(ofWebhook.filter(isFound).length).toBeLessThan(ofWebhook.length)
    expect(deliveries).toEqual(ofWebhook.filter(isFound))
  })

  it('lists the deliveries of an event with many webhooks in pages', async () => {
    const planned = Array.from({ length: 130 }, (_, number) => ({
      endpoint: uuidOf(number),
      start: 'queued' as const,
    }))
    const tables = await logTables()
    await eventsIn(tables).storeEvent(anAcceptedEvent({ deliveries: planned }))

    const pages = await pagesOf(deliveriesIn(tables), {}, 50)

    expect(pages.map((page) => page.length)).toEqual([50, 50, 30])
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(130)
  })

  it.each<[DeliveryFilter, number]>([
    [{}, 160],
    [{ resource: 'USER', action: 'REMOVED' }, 400],
    [{ webhook: 'webhook-1', status: 'failed' }, 160],
    [{ status: 'successful', statusCode: 503 }, 400],
  ])('reads a bounded number of items for a page of ten: %j', async (filter, max) => {
    const all = await full
    const [events, deliveries] = [counted(all.events), counted(all.deliveries)]

    const tables = { ...all, events: events.table, deliveries: deliveries.table }
    await deliveriesIn(tables).listDeliveries('acme', filter, ten)

    expect(events.items + deliveries.items).toBeLessThanOrEqual(max)
  })

  it('ends a page without a match after a bounded number of items, whatever the limit', async () => {
    const many = await logTables()
    const pending = Array.from({ length: 1200 }, (_, number) =>
      aDelivery({ label: `a-${number}`, createdAt: afterNoon(-number), dueAt: afterNoon(60) }),
    )
    await fill(many, pending)

    for (const limit of [1, 100]) {
      const deliveries = counted(many.deliveries)
      const { listDeliveries } = deliveriesIn({ ...many, deliveries: deliveries.table })
      const page = await listDeliveries(
        'acme',
        { webhook: 'webhook-1', status: 'successful' },
        { limit, from: undefined },
      )

      expect(page.deliveries).toEqual([])
      expect(page.next).toBeDefined()
      expect(deliveries.items).toBeLessThanOrEqual(1200)
    }
  })
})

const ten = { limit: 10, from: undefined }

function newestFirst(one: Delivery, other: Delivery): number {
  return one.id < other.id ? 1 : -1
}

async function rowOf({ id }: Delivery, { deliveries }: DeliveryLog) {
  const items = await Promise.all(
    Array.from({ length: 8 }, (_, number) =>
      deliveries.query({ index: 'byStatus', partition: `acme#failed#${number}` }),
    ),
  )
  return items.flat().find(({ sk }) => sk === id)
}

async function pagesOf(
  { listDeliveries }: ReturnType<typeof deliveriesIn>,
  filter: DeliveryFilter,
  limit: number,
): Promise<Delivery[][]> {
  const pages: Delivery[][] = []
  for (let from: string | undefined; ;) {
    const page: { deliveries: Delivery[]; next: string | undefined } = await listDeliveries(
      'acme',
      filter,
      { limit, from },
    )
    pages.push(page.deliveries)
    from = page.next
    if (from === undefined) return pages
  }
}

async function aFullLog(): Promise<DeliveryLog> {
  const tables = await logTables()
  const others = aDelivery({ event: anEvent({ marketplace: 'globex' }) })
  await fill(tables, [...log, others])
  return tables
}

/** Two deliveries for each event; some have no row yet. */
function nth(number: number): Delivery {
  const pair = number >> 1
  const [type, actions] =
    pair % 3 === 0
      ? (['USER', ['ADDED', 'CHANGED', 'REMOVED']] as const)
      : (['SUBSCRIPTION', ['ADDED', 'CHANGED']] as const)
  const outcomes = [
    { kind: 'delivered', status: 200 },
    { kind: 'failed', reason: 'status 503', status: 503 },
    { kind: 'failed', reason: number % 2 === 0 ? 'timeout: dns' : 'timeout: headers' },
  ] as const
  const outcome = outcomes[number % 7] ?? outcomes[0]
  const status = outcome.kind === 'delivered' ? 'successful' : statuses[number % 5]
  const event = anEvent({
    uuid: uuidOf(pair),
    resource: { type, uuid: `resource-${pair % 20}` },
    resourceAction: actions[pair % actions.length] ?? 'ADDED',
  })
  const place = {
    event,
    endpoint: `webhook-${number % 4}`,
    createdAt: afterNoon(Math.floor(pair / 5)),
  }
  if (number % 11 === 0) return aDelivery(place)
  return aDelivery({
    ...place,
    status: status ?? 'failed',
    attempts: number % 13 === 0 ? [] : [anAttempt(1, { outcome })],
  })
}
