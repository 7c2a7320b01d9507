import { describe, expect, it } from '@jest/globals'

import { placeOf } from '../../../core/deliveries/delivery-id.ts'
import type { ApiResponse } from '../../../core/api/operation.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { type Health, healthy } from '../../../core/health/health.ts'
import {
  aCall,
  aDelivery,
  idOf,
  afterNoon,
  anAttempt,
  anEvent,
  aWaitingDelivery,
  aWebhook,
  noon,
  uuidOf,
} from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const event = {
  uuid: uuidOf(1),
  timestamp: 1700000000000,
  resource: { type: 'SUBSCRIPTION', uuid: 'subscription-1' },
  resourceAction: 'ADDED',
}

describe('GET /delivery-counts', () => {
  it('counts the deliveries of each status that match the filters', async () => {
    const deliveries = [
      aDelivery({ label: 'a' }),
      aDelivery({ label: 'b', status: 'failed', attempts: [anAttempt()] }),
      aDelivery({ label: 'c', status: 'dropped' }),
      aDelivery({ label: 'd', status: 'failed', endpoint: 'webhook-2' }),
      aDelivery({ label: 'e', status: 'skipped', event: anEvent({ marketplace: 'other' }) }),
    ]
    const management = aManagement({ deliveries })

    const all = await management.ask('GET /delivery-counts')
    const ofOne = await management.ask('GET /delivery-counts', { query: { webhook: 'webhook-1' } })

    expect(all.status).toBe(200)
    expect(countsIn(all)).toEqual({ pending: 1, successful: 0, failed: 2, skipped: 0, dropped: 1 })
    expect(countsIn(ofOne)).toMatchObject({ pending: 1, failed: 1, dropped: 1 })
  })

  it('stops at 100, and is not exact then', async () => {
    const deliveries = Array.from({ length: 101 }, (_, number) =>
      aDelivery({ label: `a-${number}`, status: 'failed' }),
    )

    const response = await aManagement({ deliveries }).ask('GET /delivery-counts')

    expect(bodyOf(response)).toMatchObject({
      failed: { count: 100, isExact: false },
      skipped: { count: 0, isExact: true },
    })
  })

  it.each([
    [{ status: 'failed' }, 'status'],
    [{ limit: '10' }, 'limit'],
    [{ eventType: 'subscription.eaten' }, 'eventType'],
    [{ webhook: ['a', ''] }, 'webhook'],
    [{ webhook: Array.from({ length: 11 }, () => 'a') }, 'webhook'],
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 'to'],
  ])('refuses %j', async (query, path) => {
    const response = await aManagement().ask('GET /delivery-counts', { query })

    expect(response.status).toBe(400)
    expect(bodyOf(response)['errors']).toMatchObject([{ path }])
  })
})

function countsIn(response: ApiResponse): Record<string, number> {
  const counts = Object.entries(bodyOf(response) as Record<string, { count: number }>)
  return Object.fromEntries(counts.map(([status, { count }]) => [status, count]))
}

describe('GET /deliveries/{id} of a waiting delivery', () => {
  const delivery = aWaitingDelivery(2, 600)
  const path = `GET /deliveries/${delivery.id}`

  it.each([
    ['the default waits', aWebhook(), 3, afterNoon(600)],
    ['its own', aWebhook({ retryWaitsSeconds: [60, 60, 60] }), 4, afterNoon(660)],
  ])('says how often and how long it is tried, by %s', async (_, webhook, limit, at) => {
    const response = await aManagement({ webhooks: [webhook], deliveries: [delivery] }).ask(path)

    expect(bodyOf(response)).toMatchObject({ attemptLimit: limit, givesUpAt: at })
  })

  it('does not predict that when its webhook was deleted', async () => {
    const response = await aManagement({ deliveries: [delivery] }).ask(path)

    expect(response.status).toBe(200)
    expect(bodyOf(response)).not.toHaveProperty('givesUpAt')
  })
})

const key = { marketplace: 'acme', id: 'webhook-1' }
const asked = { ...healthy(key), pausedUntil: afterNoon(900) }
const probedAt = (nextProbeAt: string) => ({
  ...healthy(key),
  failures: 5,
  circuit: { openedAt: afterNoon(-600), probes: 1, nextProbeAt },
})

describe('The next attempt of a pending delivery', () => {
  it.each<[string, Health[], Parameters<typeof aDelivery>[0], object]>([
    ['waits for its time', [], { dueAt: afterNoon(600) }, { nextAttemptAt: afterNoon(600) }],
    [
      'is due now when its time has passed',
      [],
      { dueAt: afterNoon(-9) },
      { nextAttemptAt: noon.toISOString() },
    ],
    [
      'is held back immediately',
      [asked],
      {},
      {
        nextAttemptAt: afterNoon(900),
        heldBack: { reason: 'retry-after', until: afterNoon(900) },
      },
    ],
    [
      'is held back, and comes at its own time',
      [probedAt(afterNoon(60))],
      { dueAt: afterNoon(600) },
      {
        nextAttemptAt: afterNoon(600),
        heldBack: { reason: 'circuit-open', until: afterNoon(60) },
      },
    ],
    [
      'may come now while the probe is due',
      [probedAt(afterNoon(-60))],
      { dueAt: afterNoon(-600) },
      {
        nextAttemptAt: noon.toISOString(),
        heldBack: { reason: 'circuit-open', until: noon.toISOString() },
      },
    ],
    ['is unknown while it is queued', [], {}, {}],
    ['of a test is not held back', [asked], { isTest: true }, {}],
  ])('%s', async (_, health, overrides, expected) => {
    const delivery = aDelivery(overrides)
    const world = aManagement({ deliveries: [delivery], health, events: [anEvent()] })

    const [listed] = bodyOf(await world.ask('GET /deliveries'))['items'] as object[]
    const shown = bodyOf(await world.ask(`GET /deliveries/${delivery.id}`))

    for (const view of [listed, shown]) {
      const { nextAttemptAt, heldBack } = view as Record<string, unknown>
      const found = {
        ...(nextAttemptAt !== undefined && { nextAttemptAt }),
        ...(heldBack !== undefined && { heldBack }),
      }
      expect(found).toEqual(expected)
    }
  })
})

describe('GET /deliveries', () => {
  it('shows a waiting delivery with its last attempt and the time of the next one', async () => {
    const delivery = aWaitingDelivery(2, 600, { leasedUntil: afterNoon(90) })

    const response = await aManagement({ deliveries: [delivery] }).ask('GET /deliveries')

    expect(bodyOf(response)).toEqual({
      items: [
        {
          id: delivery.id,
          webhook: 'webhook-1',
          event,
          status: 'pending',
          createdAt: noon.toISOString(),
          attemptCount: 2,
          lastAttempt: {
            number: 2,
            startedAt: noon.toISOString(),
            durationMs: 20,
            outcome: 'failed',
            reason: 'status 500',
            status: 500,
          },
          nextAttemptAt: afterNoon(600),
        },
      ],
    })
  })

  it('omits the last and the next attempt when there are none', async () => {
    const response = await aManagement({ deliveries: [aDelivery()] }).ask('GET /deliveries')

    const [item] = (bodyOf(response) as { items: object[] }).items
    expect(item).toMatchObject({ attemptCount: 0 })
    expect(item).not.toHaveProperty('lastAttempt')
    expect(item).not.toHaveProperty('nextAttemptAt')
  })

  it.each([
    [{}, ['e', 'd', 'c', 'b', 'a']],
    [{ status: 'failed' }, ['d', 'b']],
    [{ webhook: 'webhook-2' }, ['e', 'd']],
    [{ webhook: 'webhook-2', status: 'failed' }, ['d']],
    [{ status: 'dropped' }, []],
    [{ status: ['failed', 'skipped'] }, ['e', 'd', 'b']],
    [{ status: ['pending', 'failed'], webhook: ['webhook-1', 'webhook-3'] }, ['b', 'a']],
  ])('filters by %j, within the marketplace', async (query, expected) => {
    const deliveries: Delivery[] = [
      aDelivery({ label: 'a' }),
      aDelivery({ label: 'b', status: 'failed' }),
      aDelivery({ label: 'c', status: 'successful' }),
      aDelivery({ label: 'd', status: 'failed', endpoint: 'webhook-2' }),
      aDelivery({ label: 'e', status: 'skipped', endpoint: 'webhook-2' }),
      aDelivery({ label: 'f', status: 'failed', event: anEvent({ marketplace: 'other' }) }),
    ]

    const response = await aManagement({ deliveries }).ask('GET /deliveries', { query })

    const { items } = bodyOf(response) as { items: Delivery[] }
    expect(items.map(({ id }) => placeOf(id)?.event)).toEqual(expected)
  })

  it.each<[Record<string, string>, boolean]>([
    [{ resource: 'SUBSCRIPTION', action: 'Added' }, true],
    [{ resource: 'SUBSCRIPTION', action: 'DELETED' }, false],
    [{ event: uuidOf(1).toUpperCase() }, true],
    [{ event: uuidOf(2) }, false],
    [{ resourceUuid: 'subscription-1', statusCode: '500', reason: 'status 500' }, true],
    [{ statusCode: '200' }, false],
    [{ from: noon.toISOString(), to: '2026-03-01T12:00:00Z' }, true],
    [{ from: afterNoon(1) }, false],
  ])('accepts the filter %j in the notation of the page', async (query, isFound) => {
    const delivery = aWaitingDelivery(1, 600)

    const response = await aManagement({ deliveries: [delivery] }).ask('GET /deliveries', { query })

    expect((bodyOf(response) as { items: object[] }).items).toHaveLength(isFound ? 1 : 0)
  })

  it('returns all pages by its cursor', async () => {
    const deliveries = ['a', 'b', 'c'].map((id) => aDelivery({ label: id }))
    const world = aManagement({ deliveries })

    const first = bodyOf(await world.ask('GET /deliveries', { query: { limit: '2' } }))
    const query = { limit: '2', cursor: String(first['cursor']) }
    const second = bodyOf(await world.ask('GET /deliveries', { query }))

    expect(first['items']).toMatchObject([{ id: idOf('c') }, { id: idOf('b') }])
    expect(second['items']).toMatchObject([{ id: idOf('a') }])
    expect(second).not.toHaveProperty('cursor')
  })

  it.each([
    ['status', { status: 'lost' }],
    ['status', { status: 'PENDING' }],
    ['webhook', { webhook: 'a'.repeat(65) }],
    ['limit', { limit: '0' }],
    ['cursor', { cursor: 'forged!' }],
    ['resource', { resource: 'USERS' }],
    ['action', { action: 'LOST' }],
    ['from', { from: 'yesterday' }],
    ['to', { to: '2026-03-01' }],
    ['to', { from: afterNoon(1), to: afterNoon(0) }],
    ['statusCode', { statusCode: '099' }],
    ['statusCode', { statusCode: '600' }],
    ['statusCode', { statusCode: '20x' }],
    ['reason', { reason: '' }],
    ['reason', { reason: 'a'.repeat(201) }],
    ['event', { event: 'event.1' }],
    ['resourceUuid', { resourceUuid: '' }],
    ['sort', { sort: 'createdAt' }],
  ])('answers 400 to a bad or unknown %s', async (path, query: Record<string, string>) => {
    const response = await aManagement().ask('GET /deliveries', { query })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path }] } })
  })
})

it.each(['GET /deliveries/{id}', 'POST /deliveries/{id}/retry'])(
  '%s answers 404 with where the archive begins when the delivery may be there',
  async (operation) => {
    const { ask } = aManagement({ ports: { mayBeArchived: () => true } })
    const id = idOf('delivery-1')

    const response = await ask(operation.replace('{id}', id))

    expect(response).toMatchObject({
      status: 404,
      body: {
        detail: `Cannot find the delivery '${id}': after 7 days, a delivery that succeeded at its first attempt is in the archive only`,
      },
    })
  },
)

describe('GET /deliveries/{id}', () => {
  it('shows every attempt, oldest first', async () => {
    const attempts = [
      anAttempt(1, { outcome: { kind: 'failed', reason: 'timeout' } }),
      anAttempt(2, { outcome: { kind: 'delivered', status: 204 } }),
    ]
    const delivery = aDelivery({ label: 'delivery-1', status: 'successful', attempts })

    const response = await aManagement({ deliveries: [delivery] }).ask(
      `GET /deliveries/${idOf('delivery-1')}`,
    )

    const times = { startedAt: noon.toISOString(), durationMs: 20 }
    expect(response.status).toBe(200)
    expect(bodyOf(response)).toEqual({
      id: idOf('delivery-1'),
      webhook: 'webhook-1',
      event,
      status: 'successful',
      createdAt: noon.toISOString(),
      attemptCount: 2,
      attempts: [
        { number: 1, ...times, outcome: 'failed', reason: 'timeout' },
        { number: 2, ...times, outcome: 'delivered', status: 204 },
      ],
    })
  })

  it('shows an attempt with its stored HTTP exchange', async () => {
    const attempts = [anAttempt(1), anAttempt(2, { exchange: aCall() })]
    const delivery = aDelivery({ label: 'delivery-1', attempts })
    const { ask } = aManagement({ deliveries: [delivery] })

    const response = await ask(`GET /deliveries/${idOf('delivery-1')}`)

    const shown = bodyOf(response)['attempts'] as object[]
    expect(shown[0]).not.toHaveProperty('request')
    expect(shown[1]).toMatchObject({ number: 2, outcome: 'failed', ...aCall() })
  })

  it.each([
    ['is unknown', 'acme'],
    ['belongs to another marketplace', 'other'],
  ])('answers 404 when the delivery %s', async (_, marketplace) => {
    const id = marketplace === 'acme' ? 'another' : 'delivery-1'
    const delivery = aDelivery({ label: id, event: anEvent({ marketplace }) })

    const response = await aManagement({ deliveries: [delivery] }).ask(
      `GET /deliveries/${idOf('delivery-1')}`,
    )

    expect(response).toMatchObject({
      status: 404,
      body: {
        detail: `Cannot find the delivery '${idOf('delivery-1')}': this marketplace has none with this id`,
      },
    })
  })
})
