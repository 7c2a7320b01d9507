import { describe, expect, it } from '@jest/globals'

import { indexAttributesOf, listsFor } from '../../../adapters/stores/delivery-indexes.ts'
import { tableShapes } from '../../../adapters/stores/table-shapes.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import type { DeliveryFilter } from '../../../core/deliveries/delivery-filter.ts'
import { aDelivery, afterNoon, anAttempt, uuidOf } from '../../support/builders.ts'

describe('listsFor()', () => {
  const troubled = [
    'byStatus acme#pending',
    'byStatus acme#successful',
    'byStatus acme#failed',
    'byStatus acme#skipped',
    'byStatus acme#dropped',
  ]

  it.each<[DeliveryFilter, string[], 'exactly' | 'and more']>([
    [{}, ['byMarketplace acme'], 'exactly'],
    [{ action: 'ADDED' }, ['byMarketplace acme'], 'and more'],
    [{ status: 'successful' }, ['byMarketplace acme'], 'and more'],
    [{ statusCode: 200 }, ['byMarketplace acme'], 'and more'],
    [{ status: 'failed' }, ['byStatus acme#failed'], 'exactly'],
    [{ status: 'failed', resource: 'USER' }, ['byStatus acme#failed'], 'and more'],
    [{ webhook: 'w' }, ['byEndpoint acme#w'], 'exactly'],
    [{ webhook: 'w', status: 'successful' }, ['byEndpoint acme#w'], 'and more'],
    [
      { webhook: 'w', status: 'failed' },
      ['byEndpointStatus acme#w#failed', 'byEndpointStatus acme#w#failed#test'],
      'exactly',
    ],
    [{ webhook: 'w', status: 'pending' }, ['byStatus acme#pending'], 'and more'],
    [{ webhook: 'w', resource: 'USER' }, ['byEndpoint acme#w'], 'and more'],
    [{ resource: 'USER', action: 'REMOVED' }, ['byType acme#user.removed'], 'exactly'],
    [
      { resource: 'PAYMENT_INSTRUMENT' },
      ['byType acme#payment_instrument.added', 'byType acme#payment_instrument.changed'],
      'exactly',
    ],
    [{ statusCode: 503 }, troubled, 'and more'],
    [{ reason: 'timeout' }, troubled, 'and more'],
    [{ reason: 'timeout', status: 'failed' }, ['byStatus acme#failed'], 'and more'],
    [{ reason: 'timeout', status: 'successful' }, ['byStatus acme#successful'], 'and more'],
    [
      { reason: 'timeout', webhook: 'w' },
      troubled.flatMap((list) => {
        const ended = /#(failed|skipped)$/.exec(list)?.[1]
        const own = `byEndpointStatus acme#w#${ended ?? ''}`
        return ended === undefined ? [list] : [own, `${own}#test`]
      }),
      'and more',
    ],
    [{ event: uuidOf(1) }, [`byEvent acme#${uuidOf(1)}`], 'exactly'],
    [{ event: uuidOf(1), webhook: 'w' }, [`byEvent acme#${uuidOf(1)}`], 'and more'],
    [{ resourceUuid: 'user-1' }, ['byResource acme#user-1'], 'exactly'],
    [{ resourceUuid: 'user-1', resource: 'USER' }, ['byResource acme#user-1'], 'and more'],
  ])('chooses for %j the lists %j, which match %s', (filter, names, expected) => {
    const { lists, isExact } = listsFor('acme', filter)

    expect(lists.map(({ index, partition }) => `${String(index)} ${partition}`)).toEqual(names)
    expect(isExact).toBe(expected === 'exactly')
  })

  it('limits each list to the requested time range, and stays exact', () => {
    const range = { from: afterNoon(0), to: afterNoon(60) }

    const { lists, isExact } = listsFor('acme', { resource: 'STAGING_PRODUCT', ...range })

    const wanted = { from: afterNoon(0), to: `${afterNoon(60)}~`, newestFirst: true }
    expect(lists).toMatchObject([wanted, wanted])
    expect(isExact).toBe(true)
  })
})

describe('indexAttributesOf()', () => {
  const delivered = anAttempt(1, { outcome: { kind: 'delivered', status: 200 } })
  const always = ['byMarketplace', 'byEndpoint', 'byEvent', 'byResource', 'byType']

  it.each<[string, Partial<Delivery>, string[]]>([
    ['is in flight', {}, ['byStatus']],
    ['waits', { dueAt: afterNoon(60) }, ['byStatus', 'byEndpointStatus']],
    ['failed', { status: 'failed' }, ['byStatus', 'byEndpointStatus']],
    ['was skipped', { status: 'skipped' }, ['byStatus', 'byEndpointStatus']],
    ['was dropped', { status: 'dropped' }, ['byStatus']],
    ['was delivered', { status: 'successful', attempts: [delivered] }, []],
    [
      'was delivered, and failed when sent again',
      { status: 'successful', attempts: [delivered, anAttempt(2)] },
      ['byStatus'],
    ],
  ])('lists a delivery that %s', (_, overrides, sparse) => {
    const { event, ...rest } = overrides
    const delivery = { ...aDelivery(rest), ...(event && { event }) }
    const item: Record<string, unknown> = { marketplace: 'acme', ...indexAttributesOf(delivery) }

    const listed = Object.entries(tableShapes.deliveries.indexes)
      .filter(([, { partition, sort }]) => partition in item && sort in item)
      .map(([index]) => index)

    expect(new Set(listed)).toEqual(new Set([...always, ...sparse]))
  })
})
