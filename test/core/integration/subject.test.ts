import { describe, expect, it } from '@jest/globals'

import type { IntegrationEventType } from '../../../core/integration/event-types.ts'
import { subjectOf } from '../../../core/integration/subject.ts'
import { anIntegrationEvent } from '../../support/integration-events.ts'

describe('subjectOf()', () => {
  const given = (type: IntegrationEventType, changes: object = {}) =>
    subjectOf({ ...anIntegrationEvent(type), ...changes })

  it.each<[IntegrationEventType, IntegrationEventType]>([
    ['SUBSCRIPTION_CHANGE', 'SUBSCRIPTION_CANCEL'],
    ['USER_ASSIGNMENT', 'USER_UNASSIGNMENT'],
    ['ADDON_CHANGE', 'ADDON_CANCEL'],
  ])('is the same of %s and %s', (one, other) => {
    expect(given(one)).toBe(given(other))
    expect(given(one)).toBeDefined()
  })

  it('is the subscription of an order by its id, or else by its company', () => {
    const { payload } = anIntegrationEvent()

    expect(given('SUBSCRIPTION_ORDER', { subscription: 's-1' })).toBe('s-1')
    expect(given('SUBSCRIPTION_ORDER')).toBe(payload.company?.uuid)
  })

  it('is another one of another user, and of another subscription', () => {
    const { payload } = anIntegrationEvent('USER_ASSIGNMENT')
    const user = { ...payload.user, uuid: 'another' }

    expect(given('USER_ASSIGNMENT', { payload: { ...payload, user } })).not.toBe(
      given('USER_ASSIGNMENT'),
    )
    expect(given('USER_ASSIGNMENT', { subscription: 's-1' })).not.toBe(given('USER_ASSIGNMENT'))
  })

  it.each<[string, IntegrationEventType, object]>([
    ['a notice', 'SUBSCRIPTION_NOTICE', {}],
    ['a change of a user', 'USER_UPDATED', {}],
    ['a test', 'SUBSCRIPTION_ORDER', { flag: 'STATELESS' }],
  ])('is none of %s', (_, type, changes) => {
    expect(given(type, changes)).toBeUndefined()
  })
})
