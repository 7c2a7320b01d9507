import { describe, expect, it } from '@jest/globals'

import { positionAt } from '../../../core/deliveries/delivery-id.ts'
import { emptyTally } from '../../../core/deliveries/tally.ts'
import { aDelivery, afterNoon, anAttempt, aWebhook, idOf } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

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
      totals: {
        successful: 1,
        failed: 1,
        pending: 1,
        skipped: 1,
        dropped: 0,
        attempts: { delivered: 1, failed: 1 },
        successRate: 0.5,
      },
      latency: { sample: 2, p50Ms: 20, p95Ms: 29, p99Ms: 29 },
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

  it('counts what is not in a rollup yet, and a marked hour again', async () => {
    const [upTo, hour] = [positionAt(afterNoon(-600)), afterNoon(-3600)]
    const world = aManagement({
      webhooks: [aWebhook()],
      deliveries: [
        aDelivery({ label: 'a', status: 'successful', createdAt: afterNoon(-1200) }),
        aDelivery({ label: 'b', status: 'successful', createdAt: afterNoon(-500) }),
        aDelivery({ label: 'c', createdAt: afterNoon(-400) }),
      ],
    })
    const rollup = { marketplace: 'acme', endpoint: 'webhook-1', hour, upTo, revision: 1 }
    const pending = { ...emptyTally(), counts: { pending: 1 } }
    await world.waiting.ports.replaceRollup({ ...rollup, ...pending }, undefined)
    await world.waiting.ports.saveRolledUp('acme', upTo)

    const before = await totalsOf(world)
    const changed = await world.ports.findDelivery(
      'acme',
      idOf('a', { createdAt: afterNoon(-1200) }),
    )
    if (changed === undefined) throw new Error('The delivery has a row')
    await world.ports.replaceDelivery({ ...changed, status: 'failed', revision: 2 }, changed)
    const after = await totalsOf(world)

    expect(before).toMatchObject({ successful: 1, failed: 0, pending: 2 })
    expect(after).toMatchObject({ successful: 1, failed: 1, pending: 1 })
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

describe('GET /stats', () => {
  it('counts the deliveries of each webhook that exists, in the order of the query', async () => {
    const world = aManagement({
      webhooks: ['webhook-1', 'webhook-2'].map((id) => aWebhook({ id })),
      deliveries: [
        aDelivery({ label: 'a', attempts: [anAttempt(), anAttempt(2)] }),
        aDelivery({
          label: 'b',
          endpoint: 'webhook-2',
          status: 'successful',
          attempts: [delivered],
        }),
        aDelivery({ label: 'c' }),
      ],
    })

    const webhooks = 'webhook-2,webhook-9,webhook-1'
    const response = await world.ask('GET /stats', { query: { webhooks, range: 'hour' } })

    expect(response.status).toBe(200)
    const { items } = bodyOf(response) as { items: { buckets: unknown[] }[] }
    expect(items).toMatchObject([
      { webhook: 'webhook-2', range: 'hour', totals: { successful: 1, successRate: 1 } },
      { webhook: 'webhook-1', totals: { pending: 2, attempts: { failed: 2 }, successRate: 0 } },
    ])
    expect(items[0]?.buckets).toHaveLength(12)
  })

  it('has none of the webhooks of another marketplace', async () => {
    const world = aManagement({ webhooks: [aWebhook({ marketplace: 'globex' })] })

    const response = await world.ask('GET /stats', { query: { webhooks: 'webhook-1' } })

    expect(response).toMatchObject({ status: 200, body: { items: [] } })
  })

  it.each([
    ['no webhook', {}],
    ['an empty id', { webhooks: 'webhook-1,' }],
    ['101 webhooks', { webhooks: Array.from({ length: 101 }, (_, id) => id).join() }],
  ])('answers 400 to %s', async (_, query: Record<string, string>) => {
    const world = aManagement()

    const response = await world.ask('GET /stats', { query })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path: 'webhooks' }] } })
  })
})

async function totalsOf(world: ReturnType<typeof aManagement>): Promise<unknown> {
  return bodyOf(await world.ask('GET /webhooks/webhook-1/stats', { query: { range: 'day' } }))[
    'totals'
  ]
}
