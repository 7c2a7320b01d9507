import { describe, expect, it } from '@jest/globals'

import { deliveriesIn } from '../../../adapters/stores/delivery-store.ts'
import { type Delivery, positionOf, statuses } from '../../../core/deliveries/delivery.ts'
import { type DeliveryFilter, passes } from '../../../core/deliveries/delivery-filter.ts'
import type { Query, Table } from '../../../core/ports.ts'
import { aDelivery, afterNoon, anAttempt, anEvent, uuidOf } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

/** This many deliveries of every kind, ten per second. */
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
]

const full = aFullTable() // read only

describe('listDeliveries()', () => {
  const ranges = [{}, { from: afterNoon(10), to: afterNoon(30) }]
  const cases = filters.flatMap((filter) => ranges.map((range) => ({ ...filter, ...range })))

  it.each(cases)(
    'returns each delivery once, newest first, in pages of any size: %j',
    async (filter) => {
      const deliveries = deliveriesIn(await full)
      const wanted = log.filter((one) => passes(one, filter)).toReversed()

      for (const limit of [7, 50]) {
        const pages = await pagesOf(deliveries, filter, limit)

        expect(pages.flat().map(positionOf)).toEqual(wanted.map(positionOf))
        expect(pages.every((page) => page.length <= limit)).toBe(true)
      }
    },
  )

  it('returns a delivery once when it moves between lists meanwhile', async () => {
    const table = await full
    const [newest] = await table.query({
      index: 'byStatus',
      partition: 'acme#failed',
      newestFirst: true,
    })
    const query: Table['query'] = async (asked) => {
      const items = await table.query(asked)
      return newest && asked.partition === 'acme#pending' ? [newest, ...items] : items
    }
    const { listDeliveries } = deliveriesIn({ ...table, query })

    const page = await listDeliveries('acme', { statusCode: 503 }, { limit: 100, from: undefined })

    expect(new Set(page.deliveries.map(({ id }) => id)).size).toBe(page.deliveries.length)
  })

  it('ends when every delivery after the cursor has left the list', async () => {
    const deliveries = deliveriesIn(await full)
    const from = `${afterNoon(-60)}#gone`

    const page = await deliveries.listDeliveries('acme', { status: 'failed' }, { limit: 10, from })

    expect(page).toEqual({ deliveries: [], next: undefined })
  })

  it.each<[DeliveryFilter, number]>([
    [{ webhook: 'webhook-1' }, 11],
    [{ resource: 'USER', action: 'REMOVED' }, 11],
    [{ resourceUuid: 'resource-3', from: afterNoon(0) }, 11],
    [{ resource: 'USER' }, 33],
  ])('reads one page and the start of the next when the lists are exact: %j', async (...row) => {
    const [filter, max] = row
    const { table, rowsRead } = counted(await full)

    await deliveriesIn(table).listDeliveries('acme', filter, { limit: 10, from: undefined })

    expect(rowsRead()).toBeLessThanOrEqual(max)
  })
})

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

async function aFullTable(): Promise<Table> {
  const table = await storeTable('deliveries')
  const deliveries = deliveriesIn(table)
  const others = aDelivery({ id: 'other', event: anEvent({ marketplace: 'globex' }) })
  await Promise.all([...log, others].map((delivery) => deliveries.addDelivery(delivery)))
  return table
}

function counted(table: Table) {
  let rows = 0
  const query = async (asked: Query) => {
    const items = await table.query(asked)
    rows += items.length
    return items
  }
  return { table: { ...table, query }, rowsRead: () => rows }
}

function nth(number: number): Delivery {
  const [type, actions] =
    number % 3 === 0
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
    uuid: uuidOf(number >> 1),
    resource: { type, uuid: `resource-${number % 20}` },
    resourceAction: actions[number % actions.length] ?? 'ADDED',
  })
  return aDelivery({
    id: String(number).padStart(32, '0'),
    event,
    endpoint: `webhook-${number % 4}`,
    status: status ?? 'failed',
    createdAt: afterNoon(Math.floor(number / 10)),
    attempts: number % 11 === 0 ? [] : [anAttempt(1, { outcome })],
  })
}
