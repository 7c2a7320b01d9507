import { describe, expect, it } from '@jest/globals'

import { catalogue } from '../../../core/events/catalogue.ts'
import { requestedEvents, requestedEventsErrors } from '../../../core/webhooks/requested-events.ts'

const one = ['subscription.added', 'subscription.removed']
const several = ['order.*', 'user.added']

describe('requestedEvents()', () => {
  it.each([
    [{ resource: 'ORDER', actions: ['ADDED', 'REMOVED'] }, [], ['order.added', 'order.removed']],
    [{ events: ['*'] }, [], ['*']],
    [{}, one, undefined],
    [{ events: ['*'] }, one, ['*']],
    [{ actions: ['CHANGED'] }, one, ['subscription.changed']],
    [{ resource: 'USER' }, one, ['user.added', 'user.removed']],
    [{ resource: 'USER', actions: ['ADDED'] }, several, ['user.added']],
  ] as const)('reads %j, for a webhook with %j, as %j', (given, before, events) => {
    expect(requestedEvents(given, before)).toEqual(events)
  })
})

describe('requestedEventsErrors()', () => {
  it.each([
    ['resource and actions', { resource: 'ORDER', actions: ['ADDED'] }, []],
    ['events', { events: ['*'] }, []],
    ['nothing', {}, ['resource', 'actions']],
    ['a string', 'order.added', ['resource', 'actions']],
    ['only a resource', { resource: 'ORDER' }, ['actions']],
    ['only actions', { actions: ['ADDED'] }, ['resource']],
    [
      'both forms',
      { resource: 'ORDER', actions: ['ADDED'], events: ['*'] },
      ['resource', 'actions'],
    ],
    ['events and a resource', { resource: 'ORDER', events: ['*'] }, ['resource']],
    ['actions that the schema rejects', { resource: 'ORDER', actions: ['MADE'] }, []],
    ['an unsupported action', { resource: 'STAGING_PRODUCT', actions: ['REMOVED'] }, ['actions']],
  ])('reports for a new webhook with %s: %j', (_, given, paths) => {
    expect(requestedEventsErrors(given).map(({ path }) => path)).toEqual(paths)
  })

  it.each([
    ['nothing', {}, one, []],
    ['nothing, for several resources', {}, several, []],
    ['only actions', { actions: ['CHANGED'] }, one, []],
    ['only actions, for several resources', { actions: ['CHANGED'] }, several, ['resource']],
    ['only a resource, for several resources', { resource: 'USER' }, several, ['actions']],
    ['a resource that lacks the actions', { resource: 'STAGING_PRODUCT' }, one, ['actions']],
    ['both forms', { actions: ['CHANGED'], events: ['*'] }, one, ['actions']],
  ])('reports for a change with %s: %j', (_, given, before, paths) => {
    expect(requestedEventsErrors(given, before).map(({ path }) => path)).toEqual(paths)
  })

  it.each(catalogue)('reports for $type the actions that the catalogue lacks', (resource) => {
    const all = ['ADDED', 'CHANGED', 'REMOVED'] as const
    const supported: readonly string[] = resource.actions
    const others = all.filter((action) => !supported.includes(action))

    const errors = requestedEventsErrors({ resource: resource.type, actions: all })

    const message = `${resource.type} does not support ${others.join(' and ')}`
    expect(errors).toEqual(others.length === 0 ? [] : [{ path: 'actions', message }])
  })
})
