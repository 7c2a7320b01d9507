import { describe, expect, it } from '@jest/globals'

import { toRow } from '../../../adapters/stores/delivery-rows.ts'
import { plain } from '../../../adapters/stores/packing.ts'
import { tableShapes } from '../../../adapters/stores/table-shapes.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { aDelivery, afterNoon, anAttempt, anEvent, uuidOf } from '../../support/builders.ts'

describe('toRow()', () => {
  const delivered = anAttempt(1, { outcome: { kind: 'delivered', status: 200 } })
  const both = ['byStatus', 'byEndpointStatus']

  it.each<[string, Partial<Omit<Delivery, 'event' | 'id'>>, string[]]>([
    ['waits', { dueAt: afterNoon(60) }, both],
    ['is claimed', { leasedUntil: afterNoon(60) }, both],
    ['failed', { status: 'failed' }, both],
    ['was skipped', { status: 'skipped' }, both],
    ['was dropped', { status: 'dropped' }, both],
    ['was delivered', { status: 'successful', attempts: [delivered] }, []],
    [
      'was delivered, and failed when sent again',
      { status: 'successful', attempts: [delivered, anAttempt(2)] },
      both,
    ],
    [
      'is a test that was delivered',
      { status: 'successful', attempts: [delivered], isTest: true },
      ['byEndpointStatus'],
    ],
  ])('lists a delivery that %s in %j', (_, changes, expected) => {
    const row = toRow(aDelivery(changes), { packing: plain, retentionDays: 90 })

    const listed = Object.entries(tableShapes.deliveries.indexes)
      .filter(([, { partition, sort }]) => partition in row && sort in row)
      .map(([index]) => index)

    expect(listed).toEqual(expected)
  })

  it('spreads the rows of a webhook over partitions, and those of each list', () => {
    const rows = Array.from({ length: 800 }, (_, number) => {
      const event = anEvent({ uuid: uuidOf(number) })
      return toRow(aDelivery({ event, status: 'failed' }), { packing: plain, retentionDays: 90 })
    })

    for (const name of ['pk', 'statusKey', 'endpointStatusKey']) {
      const shares = new Map<unknown, number>()
      for (const row of rows) shares.set(row[name], (shares.get(row[name]) ?? 0) + 1)
      expect(shares.size).toBe(8)
      expect(Math.max(...shares.values())).toBeLessThan(150)
    }
  })
})
