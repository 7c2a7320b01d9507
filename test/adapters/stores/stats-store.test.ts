import { describe, expect, it } from '@jest/globals'

import { deliveriesIn } from '../../../adapters/stores/delivery-store.ts'
import { statsIn } from '../../../adapters/stores/stats-store.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import type { Query, Table } from '../../../core/ports.ts'
import { aDelivery, afterNoon, anAttempt, anEvent } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

const webhook = { marketplace: 'acme', id: 'webhook-1' }
const bucket = { from: afterNoon(0), to: afterNoon(300) }

describe('countBucket()', () => {
  const nothing = { total: 0, failed: 0, skipped: 0, waiting: 0, sampled: 0, sampleMs: [] }

  it.each<[string, Partial<Delivery>, object]>([
    ['was delivered', { status: 'successful' }, {}],
    ['failed', { status: 'failed' }, { failed: 1 }],
    ['was skipped', { status: 'skipped' }, { skipped: 1 }],
    ['waits', { dueAt: afterNoon(600) }, { waiting: 1 }],
    ['is in flight', {}, {}],
    ["was created in the bucket's first millisecond", { createdAt: bucket.from }, {}],
    ["was created in the bucket's last millisecond", { createdAt: afterNoon(299.999) }, {}],
    [
      'has an attempt',
      { attempts: [anAttempt(1), anAttempt(2, { durationMs: 7 })] },
      { sampleMs: [7] },
    ],
  ])('counts a delivery that %s', async (_, { event, ...overrides }, expected) => {
    const { countBucket } = statsIn(await aTable([aDelivery(overrides)]))

    const counted = await countBucket(webhook, bucket, false)

    expect(counted).toEqual({ ...nothing, total: 1, sampled: 1, ...expected })
  })

  it.each<[string, Parameters<typeof aDelivery>[0]]>([
    ['of another webhook', { endpoint: 'webhook-2' }],
    ['of another marketplace', { event: anEvent({ marketplace: 'globex' }) }],
    ['before it', { createdAt: afterNoon(-0.001) }],
    ['of the next bucket', { createdAt: bucket.to }],
  ])('does not count a delivery %s', async (_, overrides) => {
    const { countBucket } = statsIn(await aTable([aDelivery({ ...overrides, status: 'failed' })]))

    expect(await countBucket(webhook, bucket, false)).toEqual(nothing)
  })

  it.each<[string, Partial<Delivery>]>([
    ['is in flight', {}],
    ['waits', { dueAt: afterNoon(600) }],
    ['was delivered', { status: 'successful' }],
    ['failed', { status: 'failed', attempts: [anAttempt()] }],
  ])('does not count a test that %s', async (_, { event, ...overrides }) => {
    const test = aDelivery({ ...overrides, id: 'test', isTest: true })
    const { countBucket, findQueued } = statsIn(await aTable([test]))

    expect(await countBucket(webhook, bucket, false)).toEqual(nothing)
    expect(await findQueued(webhook)).toEqual([])
  })

  it('samples the oldest deliveries when the newest have no attempt yet', async () => {
    const many = Array.from({ length: 40 }, (_, number) =>
      aDelivery({
        id: `delivery-${number}`,
        createdAt: afterNoon(number),
        attempts: number < 5 ? [anAttempt(1, { durationMs: number })] : [],
      }),
    )
    const { countBucket } = statsIn(await aTable(many))

    const { sampled, sampleMs } = await countBucket(webhook, bucket, false)

    expect([sampled, sampleMs]).toEqual([20, [0, 1, 2, 3, 4]])
  })

  it('samples a bounded number of the newest deliveries', async () => {
    const many = Array.from({ length: 150 }, (_, number) =>
      aDelivery({
        id: `delivery-${number}`,
        createdAt: afterNoon(number),
        attempts: [anAttempt(1, { durationMs: number })],
      }),
    )
    const { countBucket } = statsIn(await aTable(many))

    const { total, sampleMs } = await countBucket(webhook, bucket, false)

    expect(total).toBe(150)
    expect(sampleMs).toEqual(Array.from({ length: 20 }, (_, index) => 149 - index))
  })

  it('counts the total of a closed bucket once, and its statuses each time', async () => {
    const before = aDelivery({ status: 'failed' })
    const { table, counts } = watched(await aTable([before]))
    const { countBucket } = statsIn(table)

    const first = await countBucket(webhook, bucket, true)
    await deliveriesIn(table).replaceDelivery({ ...before, status: 'successful' }, before)
    const second = await countBucket(webhook, bucket, true)

    expect([first, second]).toMatchObject([
      { total: 1, failed: 1 },
      { total: 1, failed: 0 },
    ])
    expect(counts.filter(({ index }) => index === 'byEndpoint')).toHaveLength(1)
  })

  it('counts the open bucket each time', async () => {
    const table = await aTable([aDelivery()])
    const { countBucket } = statsIn(table)

    const first = await countBucket(webhook, bucket, false)
    await deliveriesIn(table).addDelivery(aDelivery({ id: 'another' }))
    const second = await countBucket(webhook, bucket, false)

    expect([first.total, second.total]).toEqual([1, 2])
  })
})

describe('findQueued()', () => {
  it("finds the webhook's pending deliveries that are not waiting", async () => {
    const table = await aTable([
      aDelivery({ id: 'a', createdAt: afterNoon(1) }),
      aDelivery({ id: 'b', createdAt: afterNoon(2), dueAt: afterNoon(60) }),
      aDelivery({ id: 'c', createdAt: afterNoon(3), endpoint: 'webhook-2' }),
      aDelivery({ id: 'd', createdAt: afterNoon(4), status: 'failed' }),
      aDelivery({ id: 'e', createdAt: afterNoon(5) }),
    ])

    expect(await statsIn(table).findQueued(webhook)).toEqual([afterNoon(5), afterNoon(1)])
  })
})

async function aTable(deliveries: readonly Delivery[]): Promise<Table> {
  const table = await storeTable('deliveries')
  await Promise.all(deliveries.map((delivery) => deliveriesIn(table).addDelivery(delivery)))
  return table
}

function watched(table: Table) {
  const counts: Query[] = []
  const count = (query: Query) => {
    counts.push(query)
    return table.count(query)
  }
  return { table: { ...table, count }, counts }
}
