import { describe, expect, it } from '@jest/globals'

import {
  answersNow,
  detailTypeOf,
  integrationEventTypes,
  isInteractive,
} from '../../../core/integration/event-types.ts'

describe('the types of integration events', () => {
  it.each([
    ['SUBSCRIPTION_ORDER', 'integration.subscription_order', 'interactive', 'now or later'],
    ['SUBSCRIPTION_CHANGE', 'integration.subscription_change', 'interactive', 'now or later'],
    ['SUBSCRIPTION_CANCEL', 'integration.subscription_cancel', 'interactive', 'now or later'],
    ['SUBSCRIPTION_NOTICE', 'integration.subscription_notice', 'not interactive', 'now'],
    ['USER_ASSIGNMENT', 'integration.user_assignment', 'not interactive', 'now or later'],
    ['USER_UNASSIGNMENT', 'integration.user_unassignment', 'not interactive', 'now or later'],
    ['USER_UPDATED', 'integration.user_updated', 'not interactive', 'now or later'],
    ['ADDON_ORDER', 'integration.addon_order', 'not interactive', 'now or later'],
    ['ADDON_CHANGE', 'integration.addon_change', 'not interactive', 'now or later'],
    ['ADDON_CANCEL', 'integration.addon_cancel', 'not interactive', 'now or later'],
    ['ADDON_BIND', 'integration.addon_bind', 'not interactive', 'now or later'],
    ['ADDON_UNBIND', 'integration.addon_unbind', 'not interactive', 'now or later'],
  ] as const)('%s is %s on the bus, %s, answered %s', (type, detailType, interactive, when) => {
    expect(detailTypeOf(type)).toBe(detailType)
    expect(isInteractive(type)).toBe(interactive === 'interactive')
    expect(answersNow(type)).toBe(when === 'now')
  })

  it('are twelve', () => {
    expect(new Set(integrationEventTypes).size).toBe(12)
  })
})
