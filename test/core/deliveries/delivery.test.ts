import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { deliveryId, newDelivery } from '../../../core/deliveries/delivery.ts'
import { anEvent, noon, uuidOf } from '../../support/builders.ts'
import { DeliveryRow } from '../../support/row-schemas.ts'

describe('deliveryId()', () => {
  it('is always the same for an event and a webhook', () => {
    // The first 32 digits of the sha256sum of both, joined by a line feed.
    expect(deliveryId(uuidOf(1), 'webhook-1')).toBe('04e43802f0b32d33a1cc6ad8dbacc114')
  })

  it('differs when event or webhook differ', () => {
    const ids = fc.tuple(fc.uuid(), fc.uuid())

    fc.assert(
      fc.property(ids, ids, ([event, webhook], [otherEvent, otherWebhook]) => {
        const isSame = event === otherEvent && webhook === otherWebhook

        const id = deliveryId(event, webhook)

        expect(id).toMatch(/^[0-9a-f]{32}$/)
        expect(id === deliveryId(otherEvent, otherWebhook)).toBe(isSame)
      }),
    )
  })
})

describe('newDelivery()', () => {
  it('has the event without url and content, and no attempt', () => {
    const createdAt = noon.toISOString()

    const delivery = newDelivery(anEvent(), 'webhook-1', {
      status: 'pending',
      source: 'bus-1',
      createdAt,
    })

    expect(delivery).toEqual({
      id: deliveryId(uuidOf(1), 'webhook-1'),
      marketplace: 'acme',
      endpoint: 'webhook-1',
      event: {
        uuid: uuidOf(1),
        timestamp: 1700000000000,
        resource: { type: 'SUBSCRIPTION', uuid: 'subscription-1' },
        resourceAction: 'ADDED',
      },
      status: 'pending',
      createdAt,
      attempts: [],
      source: 'bus-1',
      revision: 0,
    })
    expect(DeliveryRow.parse(delivery)).toEqual(delivery)
  })
})
