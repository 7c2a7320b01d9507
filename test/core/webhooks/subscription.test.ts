import { describe, expect, it } from '@jest/globals'

import { catalogue, eventType } from '../../../core/events/catalogue.ts'
import { eventsOf, onlySubscription, subscriptionsOf } from '../../../core/webhooks/subscription.ts'
import { EventPatterns } from '../../../core/webhooks/subscription-input.ts'

const everyType = catalogue.flatMap(({ type, actions }) =>
  actions.map((action) => eventType(type, action)),
)

describe('EventPatterns', () => {
  it.each([
    [['subscription.added'], ['subscription.added']],
    [
      ['Subscription.Added', 'ORDER.*'],
      ['subscription.added', 'order.*'],
    ],
    [['user.deleted', 'user.removed'], ['user.removed']],
    [['*', '*'], ['*']],
    [everyType, everyType],
  ])('reads %j as %j', (given, events) => {
    expect(EventPatterns.parse(given)).toEqual(events)
  })

  it.each([
    'subscription',
    'subscription.',
    'subscription.created',
    'tenant.added',
    'reseller_registrant.changed',
    'payment_instrument.removed',
    '*.added',
    'order.*.added',
    'order.**',
    ' order.added',
    'order.added ',
    'constructor',
    '__proto__',
    '',
  ])('rejects %j, with an example of a valid one', (event) => {
    const { error } = EventPatterns.safeParse(['order.*', event])

    expect(error?.issues).toMatchObject([
      { path: [1], message: expect.stringContaining('such as "subscription.added"') as unknown },
    ])
  })
})

describe('subscriptionsOf()', () => {
  it.each([
    [
      ['order.*', 'user.added'],
      [of('ORDER', 'ADDED', 'CHANGED', 'REMOVED'), of('USER', 'ADDED')],
    ],
    [['user.removed', 'user.added'], [of('USER', 'ADDED', 'REMOVED')]],
    [['order.*', 'order.added'], [of('ORDER', 'ADDED', 'CHANGED', 'REMOVED')]],
    [['reseller_registrant.*'], [of('RESELLER_REGISTRANT', 'ADDED')]],
  ])('reads %j as one subscription for each resource', (events, subscriptions) => {
    expect(subscriptionsOf(events)).toEqual(subscriptions)
  })

  it('reads * as every event type of the catalogue', () => {
    expect(subscriptionsOf(['*']).flatMap(eventsOf)).toEqual(everyType)
  })
})

describe('onlySubscription()', () => {
  it.each([
    [['order.added', 'order.removed'], of('ORDER', 'ADDED', 'REMOVED')],
    [['order.added', 'user.added'], undefined],
    [['*'], undefined],
    [[], undefined],
  ])('of %j is %j', (events, subscription) => {
    expect(onlySubscription(events)).toEqual(subscription)
  })
})

function of(resource: string, ...actions: string[]) {
  return { resource, actions }
}
