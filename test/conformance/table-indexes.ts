import { describe, expect, it } from '@jest/globals'

import type { Query } from '../../core/ports.ts'
import { eventually } from '../support/eventually.ts'
import type { ATable } from './table-world.ts'

/**
 * Indexes are eventually consistent, so each check is repeated
 * until it passes.
 */
export function describeIndexes(aTable: ATable): void {
  const failed = { index: 'byStatus', partition: 'shop#failed' }
  const pending = { index: 'byStatus', partition: 'shop#pending' }

  describe('query() of an index', () => {
    const ranges: [string, Partial<Query>, number[]][] = [
      ['everything', {}, [1, 2, 3, 4]],
      ['newest first', { newestFirst: true }, [4, 3, 2, 1]],
      ['a range', { from: position(2), to: position(3) }, [2, 3]],
      ['newest first, from a position', { to: position(3), newestFirst: true, limit: 2 }, [3, 2]],
      [
        'a range, newest first',
        { from: position(2), to: position(4), newestFirst: true },
        [4, 3, 2],
      ],
      ['a range by prefixes', { from: position(2, ''), to: position(4, '') }, [2, 3]],
      ['a range up to everything with a prefix', { to: position(2, '~') }, [1, 2]],
      ['the first three', { limit: 3 }, [1, 2, 3]],
    ]

    it.each(ranges)('returns whole items in index order: %s', async (...row) => {
      const [, range, expected] = row
      const items = [3, 1, 4, 2].map((number) => delivery(number, 'failed'))
      const { table } = await aTable([...items, delivery(5, 'pending')])

      await eventually(async () => {
        expect(await table.query({ ...failed, ...range })).toEqual(
          expected.map((number) => delivery(number, 'failed')),
        )
      })
    })

    it.each(ranges.filter(([, { limit }]) => limit === undefined))(
      'counts %s',
      async (_, range, expected) => {
        const items = [3, 1, 4, 2].map((number) => delivery(number, 'failed'))
        const { table } = await aTable([...items, delivery(5, 'pending')])

        await eventually(async () => {
          expect(await table.count({ ...failed, ...range })).toBe(expected.length)
        })
      },
    )

    it('lists an item in several indexes when it has the attributes of each', async () => {
      const item = { ...delivery(1, 'failed'), marketplace: 'shop', endpointKey: 'shop#webhook-1' }
      const { table } = await aTable([item])

      await eventually(async () => {
        expect(await table.query(failed)).toEqual([item])
        expect(await table.query({ index: 'byMarketplace', partition: 'shop' })).toEqual([item])
        expect(await table.query({ index: 'byEndpoint', partition: 'shop#webhook-1' })).toEqual([
          item,
        ])
      })
    })

    it.each(['statusKey', 'position'])('omits an item without %s', async (attribute) => {
      const without = Object.entries(delivery(1, 'failed')).filter(([name]) => name !== attribute)
      const { table } = await aTable([
        { pk: 'shop#1', sk: 'delivery', ...Object.fromEntries(without) },
        delivery(2, 'failed'),
      ])

      await eventually(async () => {
        expect(await table.query(failed)).toEqual([delivery(2, 'failed')])
      })
    })

    it('moves an item when its attribute changes', async () => {
      const { table } = await aTable([delivery(1, 'pending')])

      await table.write([{ put: delivery(1, 'failed') }])

      await eventually(async () => {
        expect(await table.query(failed)).toEqual([delivery(1, 'failed')])
        expect(await table.query(pending)).toEqual([])
      })
    })

    it('moves an item within its order when its position changes', async () => {
      const { table } = await aTable([delivery(1, 'failed'), delivery(2, 'failed')])
      const later = { ...delivery(1, 'failed'), position: position(3) }

      await table.write([{ put: later }])

      await eventually(async () => {
        expect(await table.query(failed)).toEqual([delivery(2, 'failed'), later])
      })
    })

    it('drops an item when its attribute is removed', async () => {
      const { table } = await aTable([delivery(1, 'pending')])
      const { pk, sk } = delivery(1, 'pending')

      await table.write([{ put: { pk, sk, position: position(1) } }])

      await eventually(async () => {
        expect(await table.query(pending)).toEqual([])
      })
    })

    it('drops an item when it is deleted', async () => {
      const { table } = await aTable([delivery(1, 'failed'), delivery(2, 'failed')])

      await table.write([{ remove: delivery(1, 'failed') }])

      await eventually(async () => {
        expect(await table.query(failed)).toEqual([delivery(2, 'failed')])
      })
    })

    it('returns the current item when another attribute changed', async () => {
      const { table } = await aTable([delivery(1, 'failed')])
      const changed = { ...delivery(1, 'failed'), revision: 2 }

      await table.write([{ put: changed, if: 'present' }])

      await eventually(async () => {
        expect(await table.query(failed)).toEqual([changed])
      })
    })

    it('returns all of 250 items', async () => {
      const numbers = Array.from({ length: 250 }, (_, number) => number)
      const items = numbers.map((number) => delivery(number, 'failed'))
      const { table } = await aTable(items)

      await eventually(async () => {
        expect(await table.query(failed)).toEqual(items)
        expect(await table.query({ ...failed, limit: 120 })).toEqual(items.slice(0, 120))
      })
    })

    it('returns every item when they exceed 16 MB', async () => {
      const content = 'x'.repeat(390_000)
      const numbers = Array.from({ length: 45 }, (_, number) => number)
      const items = numbers.map((number) => ({ ...delivery(number, 'failed'), content }))
      const { table } = await aTable(items)

      await eventually(async () => {
        const found = await table.query(failed)
        expect(found.map((item) => item['number'])).toEqual(numbers)
        expect(found.every((item) => item['content'] === content)).toBe(true)
      })
    })

    it('returns the entries of an index that projects attributes', async () => {
      const listed = { ...delivery(1, 'failed'), numberKey: 'shop#odd', expiresAt: 4_000_000_000 }
      const { table } = await aTable([listed, delivery(2, 'failed')])

      await eventually(async () => {
        expect(await table.query({ index: 'byNumber', partition: 'shop#odd' })).toEqual([
          { pk: 'shop#1', sk: 'delivery', numberKey: 'shop#odd', number: 1, expiresAt: 4e9 },
        ])
      })
    })

    it('returns every item when several share a position', async () => {
      const one = delivery(1, 'failed')
      const two = { ...delivery(2, 'failed'), position: one.position }
      const { table } = await aTable([one, two])

      await eventually(async () => {
        const items = await table.query(failed)
        expect(new Set(items)).toEqual(new Set([one, two]))
        expect(items).toHaveLength(2)
      })
    })
  })
}

function delivery(number: number, status: string) {
  return {
    pk: `shop#${number}`,
    sk: 'delivery',
    number,
    statusKey: `shop#${status}`,
    position: position(number),
  }
}

function position(number: number, id = '#id'): string {
  return `2026-11-21T12:00:00.${String(number).padStart(3, '0')}Z${id}`
}
