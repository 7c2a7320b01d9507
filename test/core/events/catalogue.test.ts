import { describe, expect, it } from '@jest/globals'

import {
  actionNames,
  actionsOf,
  catalogue,
  detailTypePrefix,
  eventType,
  resourceTypes,
} from '../../../core/events/catalogue.ts'

const all = ['ADDED', 'CHANGED', 'REMOVED'] as const

/** The marketplace's page "Webhook resources, actions, and events", in its order. */
const page = [
  ['App Assignment', 'APP_ASSIGNMENT', all],
  ['Catalog Product', 'CATALOG_PRODUCT', all],
  ['Company', 'COMPANY', all],
  ['Discount', 'DISCOUNT', all],
  ['Invoice', 'INVOICE', all],
  ['Membership', 'MEMBERSHIP', all],
  ['Order', 'ORDER', all],
  ['Payment Instrument', 'PAYMENT_INSTRUMENT', ['ADDED', 'CHANGED']],
  ['Platforms', 'PLATFORMS', all],
  ['Quote', 'QUOTE', all],
  ['Reseller Registrant', 'RESELLER_REGISTRANT', ['ADDED']],
  ['Lead', 'LEAD', all],
  ['Staging Product', 'STAGING_PRODUCT', ['ADDED', 'CHANGED']],
  ['Subscription', 'SUBSCRIPTION', all],
  ['User', 'USER', all],
  ['Integration Event', 'INTEGRATION', ['COMPLETED', 'FAILED']],
] as const

describe('catalogue', () => {
  it("lists the 15 resources of the marketplace's page, in its order, and our own", () => {
    const names = catalogue.map(({ name }) => name)

    expect(names).toEqual(page.map(([name]) => name))
    expect(resourceTypes).toEqual(page.map(([, type]) => type))
  })

  it.each(page)('gives %s the type %s and its actions', (name, type, actions) => {
    const resource = catalogue.find((one) => one.name === name)

    expect(resource).toMatchObject({ type, actions: [...actions] })
    expect(actionsOf(type)).toEqual([...actions])
  })

  it('displays REMOVED as "Deleted"', () => {
    expect(actionNames).toEqual({
      ADDED: 'Added',
      CHANGED: 'Changed',
      REMOVED: 'Deleted',
      COMPLETED: 'Completed',
      FAILED: 'Failed',
    })
  })
})

describe('eventType()', () => {
  it.each([
    ['SUBSCRIPTION', 'ADDED', 'subscription.added'],
    ['APP_ASSIGNMENT', 'CHANGED', 'app_assignment.changed'],
    ['RESELLER_REGISTRANT', 'ADDED', 'reseller_registrant.added'],
    ['USER', 'REMOVED', 'user.removed'],
  ] as const)('writes %s + %s as %s', (type, action, expected) => {
    const written = eventType(type, action)

    expect(written).toBe(expected)
    expect(written.startsWith(detailTypePrefix(type))).toBe(true)
  })

  it('has distinct event types, and no prefix is a prefix of another', () => {
    const written = catalogue.flatMap(({ type, actions }) =>
      actions.map((action) => eventType(type, action)),
    )

    expect(new Set(written).size).toBe(43)
    for (const type of resourceTypes) {
      const count = written.filter((one) => one.startsWith(detailTypePrefix(type))).length
      expect(count).toBe(actionsOf(type).length)
    }
  })
})
