import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from '@jest/globals'

import { eventBody } from '../../../core/integration/event-body.ts'
import { integrationEventTypes } from '../../../core/integration/event-types.ts'
import { anEventSource, anIntegrationEvent } from '../../support/integration-events.ts'

describe('eventBody()', () => {
  it.each(integrationEventTypes)('writes %s as vendors get it, key by key', (type) => {
    const file = readFileSync(join(import.meta.dirname, 'bodies', `${type}.json`), 'utf8')

    const body = eventBody(anIntegrationEvent(type), anEventSource)

    expect(JSON.stringify(body, null, 2)).toBe(JSON.stringify(JSON.parse(file), null, 2))
  })

  it('leaves out what only the log has', () => {
    const event = anIntegrationEvent('SUBSCRIPTION_CANCEL')

    const body = eventBody(
      { ...event, mode: 'SELF_SERVICE', subscription: 'subscription-1', orderId: '42' },
      anEventSource,
    )

    expect(body).toEqual(eventBody(event, anEventSource))
  })

  it('writes the discount, the trial and the attributes of an order that has them', () => {
    const event = anIntegrationEvent('SUBSCRIPTION_ORDER')
    const more = {
      customAttributes: { colour: 'red' },
      discountCode: 'SPRING',
      freeTrial: { active: false },
    }
    const order = { editionCode: 'PRO', ...more }

    const body = eventBody({ ...event, payload: { ...event.payload, order } }, anEventSource)

    expect(body.payload.order).toEqual({
      editionCode: 'PRO',
      addonOfferingCode: null,
      pricingDuration: null,
      items: [],
      ...more,
    })
  })
})
