import { describe, expect, it } from '@jest/globals'

import type { DeliveryLog } from '../../../adapters/stores/delivery-tables.ts'
import { statsIn } from '../../../adapters/stores/stats-store.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { aDelivery, afterNoon, anAttempt, anEvent } from '../../support/builders.ts'
import { fill, logTables } from '../../support/log-store.ts'

const webhook = { marketplace: 'acme', id: 'webhook-1' }
const bucket = { from: afterNoon(0), to: afterNoon(300) }

describe('countBucket()', () => {
  const nothing = { total: 0, failed: 0, skipped: 0, waiting: 0, sampled: 0, sampleMs: [] }

  it.each<[string, Parameters<typeof aDelivery>[0], object]>([
    ['was delivered', { status: 'successful' }, {}],
    ['failed', { status: 'failed' }, { failed: 1 }],
    ['was skipped', { status: 'skipped' }, { skipped: 1 }],
    ['waits', { dueAt: afterNoon(600) }, { waiting: 1 }],
    ['is claimed', { leasedUntil: afterNoon(60) }, { waiting: 1 }],
    [
      "was created in the bucket's first millisecond",
      { createdAt: bucket.from, status: 'dropped' },
      {},
    ],
    [
      "was created in the bucket's last millisecond",
      { createdAt: afterNoon(299.999), status: 'dropped' },
      {},
    ],
    [
      'has an attempt',
      { status: 'failed', attempts: [anAttempt(1), anAttempt(2, { durationMs: 7 })] },
      { failed: 1, sampleMs: [7] },
    ],
  ])('counts a delivery that %s', async (_, overrides, expected) => {
    const { countBucket } = statsIn(await aLog([aDelivery(overrides)]))

    const counted = await countBucket(webhook, bucket)

    expect(counted).toEqual({ ...nothing, total: 1, sampled: 1, ...expected })
  })

  it.each<[string, Parameters<typeof aDelivery>[0]]>([
    ['of another webhook', { endpoint: 'webhook-2' }],
    ['of another marketplace', { event: anEvent({ marketplace: 'globex' }) }],
    ['before it', { createdAt: afterNoon(-0.001) }],
    ['of the next bucket', { createdAt: bucket.to }],
  ])('does not count a delivery %s', async (_, overrides) => {
    const { countBucket } = statsIn(await aLog([aDelivery({ ...overrides, status: 'failed' })]))

    expect(await countBucket(webhook, bucket)).toEqual(nothing)
  })

  it.each<[string, Parameters<typeof aDelivery>[0]]>([
    ['is in flight', {}],
    ['waits', { dueAt: afterNoon(600) }],
    ['was delivered', { status: 'successful' }],
    ['failed', { status: 'failed', attempts: [anAttempt()] }],
  ])('does not count a test that %s', async (_, overrides) => {
    const test = aDelivery({ ...overrides, label: 'test', isTest: true })
    const { countBucket, findQueued } = statsIn(await aLog([test]))

    expect(await countBucket(webhook, bucket)).toEqual(nothing)
    expect(await findQueued(webhook)).toEqual([])
  })
})

describe('findQueued()', () => {
  it("finds the webhook's pending deliveries that are not waiting", async () => {
    const log = await aLog([
      aDelivery({ label: 'a', createdAt: afterNoon(1) }),
      aDelivery({ label: 'b', createdAt: afterNoon(2), dueAt: afterNoon(60) }),
      aDelivery({ label: 'c', createdAt: afterNoon(3), endpoint: 'webhook-2' }),
      aDelivery({ label: 'd', createdAt: afterNoon(4), status: 'failed' }),
      aDelivery({ label: 'e', createdAt: afterNoon(5) }),
    ])

    expect(await statsIn(log).findQueued(webhook)).toEqual([afterNoon(5), afterNoon(1)])
  })
})

async function aLog(deliveries: readonly Delivery[]): Promise<DeliveryLog> {
  const log = await logTables()
  await fill(log, deliveries)
  return log
}
