import { describe, expect, it } from '@jest/globals'

import { aDelivery, afterNoon, anAttempt, aWebhook } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const nothing = { total: 0, failed: 0, skipped: 0, waiting: 0, sampled: 0, sampleMs: [] }
const delivered = anAttempt(1, { outcome: { kind: 'delivered', status: 200 }, durationMs: 30 })

describe('GET /webhooks/{id}/stats', () => {
  it('counts the deliveries of the webhook by status, by default of the last day', async () => {
    const deliveries = [
      aDelivery({ label: 'a', status: 'successful', attempts: [delivered] }),
      aDelivery({
        label: 'b',
        status: 'failed',
        createdAt: afterNoon(-3600),
        attempts: [anAttempt()],
      }),
      aDelivery({ label: 'c' }),
      aDelivery({ label: 'd', status: 'skipped' }),
      aDelivery({ label: 'e', status: 'failed', createdAt: afterNoon(-86_400) }),
      aDelivery({ label: 'f', status: 'failed', endpoint: 'webhook-2' }),
    ]
    const world = aManagement({ webhooks: [aWebhook()], deliveries })

    const response = await world.ask('GET /webhooks/webhook-1/stats', { role: 'viewer' })

    expect(response.status).toBe(200)
    const stats = bodyOf(response)
    expect(stats).toMatchObject({
      range: 'day',
      from: afterNoon(-23 * 3600),
      to: afterNoon(3600),
      bucketSeconds: 3600,
      totals: { successful: 1, failed: 1, pending: 1, skipped: 1, dropped: 0, successRate: 0.5 },
      latency: { sample: 2, p50Ms: 20, p95Ms: 30, p99Ms: 30 },
    })
    expect((stats['buckets'] as object[]).slice(-2)).toMatchObject([
      { from: afterNoon(-3600), failed: 1, successful: 0, latency: { sample: 1 } },
      { from: afterNoon(0), failed: 0, successful: 1, pending: 1, skipped: 1 },
    ])
  })

  it.each([
    ['hour', 12],
    ['day', 24],
    ['week', 28],
    ['month', 30],
  ])('has for a %s %i buckets', async (range, count) => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const response = await world.ask('GET /webhooks/webhook-1/stats', { query: { range } })

    expect(bodyOf(response)['buckets']).toHaveLength(count)
  })

  it('closes a bucket a minute after its end', async () => {
    const closed: boolean[] = []
    const world = aManagement({
      webhooks: [aWebhook()],
      ports: {
        countBucket: (_webhook, _bucket, isClosed) => {
          closed.push(isClosed)
          return Promise.resolve(nothing)
        },
      },
    })
    world.now = new Date(afterNoon(59))
    await world.ask('GET /webhooks/webhook-1/stats', { query: { range: 'hour' } })
    world.now = new Date(afterNoon(60))
    await world.ask('GET /webhooks/webhook-1/stats', { query: { range: 'hour' } })

    const open = (count: number) => Array.from({ length: 12 }, (_, index) => index < 12 - count)
    expect(closed).toEqual([...open(2), ...open(1)])
  })

  it.each([
    ['range', { range: 'year' }],
    ['from', { from: afterNoon(0) }],
  ])('answers 400 to a bad or unknown %s', async (path, query: Record<string, string>) => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const response = await world.ask('GET /webhooks/webhook-1/stats', { query })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path }] } })
  })

  it('answers 404 when the marketplace does not have the webhook', async () => {
    const world = aManagement({ webhooks: [aWebhook({ marketplace: 'globex' })] })

    const response = await world.ask('GET /webhooks/webhook-1/stats')

    expect(response.status).toBe(404)
  })
})
