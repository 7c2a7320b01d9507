import { describe, expect, it } from '@jest/globals'

import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { type DeliveryFilter, passes } from '../../../core/deliveries/delivery-filter.ts'
import type { Outcome } from '../../../core/deliveries/outcome.ts'
import { aDelivery, afterNoon, anAttempt, anEvent, uuidOf } from '../../support/builders.ts'

const failed: Outcome = { kind: 'failed', reason: 'timeout: dns' }
const answered: Outcome = { kind: 'failed', reason: 'status 503', status: 503 }
const delivered: Outcome = { kind: 'delivered', status: 204 }

function ended(...outcomes: Outcome[]): Delivery {
  const attempts = outcomes.map((outcome, index) => anAttempt(index + 1, { outcome }))
  return aDelivery({ attempts })
}

describe('passes()', () => {
  it.each<[DeliveryFilter, Delivery, boolean]>([
    [{}, aDelivery(), true],
    [{ webhook: 'webhook-1' }, aDelivery(), true],
    [{ webhook: 'webhook-2' }, aDelivery(), false],
    [{ status: 'pending' }, aDelivery(), true],
    [{ status: 'failed' }, aDelivery(), false],
    [{ resource: 'SUBSCRIPTION', action: 'ADDED' }, aDelivery(), true],
    [{ resource: 'USER' }, aDelivery(), false],
    [{ action: 'REMOVED' }, aDelivery(), false],
    [{ resourceUuid: 'subscription-1' }, aDelivery(), true],
    [{ resourceUuid: 'subscription-2' }, aDelivery(), false],
    [{ event: uuidOf(1) }, aDelivery(), true],
    [{ event: uuidOf(1) }, aDelivery({ event: anEvent({ uuid: uuidOf(1).toUpperCase() }) }), true],
    [{ event: uuidOf(2) }, aDelivery(), false],
    [{ from: afterNoon(0), to: afterNoon(0) }, aDelivery(), true],
    [{ from: afterNoon(1) }, aDelivery(), false],
    [{ to: afterNoon(-1) }, aDelivery(), false],
    [{ webhook: 'webhook-1', status: 'failed' }, aDelivery(), false],
    [{ webhook: ['webhook-2', 'webhook-1'] }, aDelivery(), true],
    [{ status: ['failed', 'skipped'] }, aDelivery(), false],
    [{ eventType: 'subscription.added' }, aDelivery(), true],
    [{ eventType: ['subscription.changed', 'user.added'] }, aDelivery(), false],
  ])('%j', (filter, delivery, expected) => {
    expect(passes(delivery, filter)).toBe(expected)
  })

  it.each<[DeliveryFilter, Outcome[], boolean]>([
    [{ statusCode: 503 }, [answered], true],
    [{ statusCode: 503 }, [answered, delivered], false],
    [{ statusCode: 204 }, [answered, delivered], true],
    [{ statusCode: 503 }, [failed], false],
    [{ statusCode: 503 }, [], false],
    [{ reason: 'timeout: dns' }, [failed], true],
    [{ reason: 'timeout' }, [failed], true],
    [{ reason: 'time' }, [failed], false],
    [{ reason: 'timeout: tls' }, [failed], false],
    [{ reason: 'status 503' }, [answered], true],
    [{ reason: 'timeout' }, [failed, delivered], false],
    [{ reason: 'timeout' }, [], false],
    [{ reason: 'timeout', statusCode: 503 }, [answered], false],
    [{ reason: ['status 503', 'timeout'] }, [failed], true],
    [{ reason: ['status 503', 'tls'] }, [failed], false],
    [{ statusCode: [500, 503] }, [answered], true],
    [{ statusCode: [500, 204] }, [answered], false],
    [{ statusCode: [500, 503] }, [failed], false],
  ])('%j of the last attempt of %j', (filter, outcomes, expected) => {
    expect(passes(ended(...outcomes), filter)).toBe(expected)
  })
})
