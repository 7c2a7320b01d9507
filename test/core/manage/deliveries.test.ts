import { describe, expect, it } from '@jest/globals'

import { placeOf } from '../../../core/deliveries/delivery-id.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import {
  aCall,
  aDelivery,
  idOf,
  afterNoon,
  anAttempt,
  anEvent,
  aWaitingDelivery,
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
