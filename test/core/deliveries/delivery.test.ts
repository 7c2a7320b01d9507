import { describe, expect, it } from '@jest/globals'

import { deliveryId } from '../../../core/deliveries/delivery-id.ts'
import { newDelivery } from '../../../core/deliveries/delivery.ts'
import { anAcceptedEvent, noon, uuidOf } from '../../support/builders.ts'
import { DeliveryRow } from '../../support/row-schemas.ts'

describe('newDelivery()', () => {
  const createdAt = noon.toISOString()

  it('has the event without url and content, and no attempt', () => {
    const delivery = newDelivery(anAcceptedEvent(), { endpoint: 'webhook-1', start: 'queued' })

    expect(delivery).toEqual({
      id: deliveryId({ acceptedAt: createdAt, event: uuidOf(1), endpoint: 'webhook-1' }),
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
      revision: 0,
    })
    expect(DeliveryRow.parse(delivery)).toEqual(delivery)
  })

  it.each([
    ['queued', { status: 'pending' }],
    ['waiting', { status: 'pending', dueAt: createdAt }],
    ['skipped', { status: 'skipped' }],
  ] as const)('began %s as %j', (start, expected) => {
    const { status, dueAt } = newDelivery(anAcceptedEvent(), { endpoint: 'webhook-1', start })

    expect({ status, dueAt }).toEqual({ dueAt: undefined, ...expected })
  })

  it('is a test when its event is one', () => {
    const planned = { endpoint: 'webhook-1', start: 'queued' } as const

    expect(newDelivery(anAcceptedEvent({ isTest: true }), planned).isTest).toBe(true)
    expect(newDelivery(anAcceptedEvent(), planned)).not.toHaveProperty('isTest')
  })
})
