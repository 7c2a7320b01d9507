import { describe, expect, it } from '@jest/globals'

import type { Item, Query } from '../../core/ports.ts'
import { eventually } from '../support/eventually.ts'
import type { ATable } from './table-world.ts'

type SortKeys = readonly string[]

export function describeQueries(aTable: ATable): void {
  describe('query()', () => {
    const ranges: [string, Omit<Query, 'partition'>, SortKeys][] = [
      ['everything', {}, ['a', 'b', 'c', 'd']],
      ['from the start', { from: '', to: 'b' }, ['a', 'b']],
      ['from a key, inclusive', { from: 'b' }, ['b', 'c', 'd']],
      ['to a key, inclusive', { to: 'c' }, ['a', 'b', 'c']],
      ['between two keys', { from: 'b', to: 'c' }, ['b', 'c']],
      ['one key', { from: 'b', to: 'b' }, ['b']],
      ['between missing keys', { from: 'aa', to: 'cc' }, ['b', 'c']],
      ['after the last key', { from: 'e' }, []],
      ['a range that ends before it starts', { from: 'c', to: 'b' }, []],
      ['the first two', { limit: 2 }, ['a', 'b']],
      ['a limit above the number of items', { limit: 10 }, ['a', 'b', 'c', 'd']],
      ['newest first', { newestFirst: true }, ['d', 'c', 'b', 'a']],
      ['the newest', { newestFirst: true, limit: 1 }, ['d']],
      ['the newest two up to a key', { newestFirst: true, to: 'c', limit: 2 }, ['c', 'b']],
      ['a range, newest first', { newestFirst: true, from: 'b', to: 'd' }, ['d', 'c', 'b']],
    ]

    it.each(ranges)('returns items in order: %s', async (_, range, expected) => {
      const { table } = await aTable([
        ...inPartition('shop#1', ['c', 'a', 'd', 'b']),
        ...inPartition('shop#10', ['a', 'b']),
        ...inPartition('shop#', ['a', 'b']),
      ])

      const items = await table.query({ partition: 'shop#1', ...range })

      expect(items).toEqual(inPartition('shop#1', expected))
    })

    it.each(ranges.filter(([, { limit }]) => limit === undefined))(
      'counts %s',
      async (_, range, expected) => {
        const { table } = await aTable([
          ...inPartition('shop#1', ['c', 'a', 'd', 'b']),
          ...inPartition('shop#10', ['a', 'b']),
        ])

        expect(await table.count({ partition: 'shop#1', ...range })).toBe(expected.length)
      },
    )

    it('returns nothing for a missing partition', async () => {
      const { table } = await aTable(inPartition('shop#1', ['a']))

      const items = await table.query({ partition: 'shop' })

      expect(items).toEqual([])
    })

    it('returns the items of one prefix when the range ends with a tilde', async () => {
      const due = ['due#2026-11-21T12:00:00.000Z#1', 'due#2026-11-21T12:00:05.000Z#2']
      const { table } = await aTable(inPartition('shop#1', ['dud', ...due, 'wake-up', 'due']))

      const all = await table.query({ partition: 'shop#1', from: 'due#', to: 'due#~' })
      const earlier = await table.query({
        partition: 'shop#1',
        from: 'due#',
        to: 'due#2026-11-21T12:00:00.000Z~',
      })

      expect(all).toEqual(inPartition('shop#1', due))
      expect(earlier).toEqual(inPartition('shop#1', due.slice(0, 1)))
    })

    it('sorts by UTF-8 bytes when keys contain any character', async () => {
      const ordered = [' ', '#', '1', '10', '2', 'A', 'a', 'aa', '~', 'é', '世', '\ufffd', '🌍']
      const { table } = await aTable(inPartition('shop#1', ordered.toReversed()))

      const items = await table.query({ partition: 'shop#1' })
      const last = await table.query({ partition: 'shop#1', from: '\ufffd' })

      expect(items).toEqual(inPartition('shop#1', ordered))
      expect(last).toEqual(inPartition('shop#1', ['\ufffd', '🌍']))
    })

    it('returns what was just written', async () => {
      const { table } = await aTable()

      await table.write([{ put: { pk: 'shop#1', sk: 'a' } }])
      const items = await table.query({ partition: 'shop#1' })

      expect(items).toEqual(inPartition('shop#1', ['a']))
    })

    it('returns, when they may be stale, what was written before', async () => {
      const { table } = await aTable(inPartition('shop#1', ['a', 'b', 'c']))

      await eventually(async () => {
        const items = await table.query({ partition: 'shop#1', from: 'b', mayBeStale: true })
        expect(items).toEqual(inPartition('shop#1', ['b', 'c']))
      })
    })

    it('returns every item when they exceed 1 MB', async () => {
      const content = 'x'.repeat(100_000)
      const keys = Array.from({ length: 25 }, (_, number) => `item-${number + 10}`)
      const { table } = await aTable(
        inPartition('shop#1', keys).map((item) => ({ ...item, content })),
      )

      const items = await table.query({ partition: 'shop#1' })
      const newest = await table.query({ partition: 'shop#1', newestFirst: true, limit: 20 })

      expect(items.map(({ sk }) => sk)).toEqual(keys)
      expect(newest.map(({ sk }) => sk)).toEqual(keys.toReversed().slice(0, 20))
    })
  })
}

function inPartition(pk: string, sortKeys: SortKeys): Item[] {
  return sortKeys.map((sk) => ({ pk, sk }))
}
