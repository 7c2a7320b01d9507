import { describe, expect, it } from '@jest/globals'

import type { Item, Table } from '../../core/ports.ts'
import { allOf } from '../support/all-of.ts'
import type { ATable } from './table-world.ts'

export function describeFirstOfEach(aTable: ATable): void {
  describe('firstItemOfEachPartition()', () => {
    it('yields nothing when the table is empty', async () => {
      const { table } = await aTable()

      const firsts = await allOf(table.firstItemOfEachPartition())

      expect(firsts).toEqual([])
    })

    it('yields the first item of every partition when some have many', async () => {
      const many = Array.from({ length: 50 }, (_, number) => `due#${number + 10}`)
      const { table } = await aTable([
        ...inPartition('shop#1', ['wake-up', 'due#2', 'due#1']),
        ...inPartition('shop#2', many),
        ...inPartition('shop#20', ['wake-up']),
        ...inPartition('世#🌍', ['z', 'y']),
      ])

      const firsts = await allOf(table.firstItemOfEachPartition())

      expect(firsts).toHaveLength(4)
      expect(new Set(firsts)).toEqual(
        new Set([
          { pk: 'shop#1', sk: 'due#1' },
          { pk: 'shop#2', sk: 'due#10' },
          { pk: 'shop#20', sk: 'wake-up' },
          { pk: '世#🌍', sk: 'y' },
        ]),
      )
    })

    it('continues after a partition in the same order', async () => {
      const { table } = await aTable(shops(12))
      const all = await partitionsOf(table)

      for (const [index, partition] of all.entries()) {
        expect(await partitionsOf(table, partition)).toEqual(all.slice(index + 1))
      }
      expect(new Set(all).size).toBe(12)
    })

    it('continues after a partition that no longer exists', async () => {
      const { table } = await aTable(shops(12))
      const all = await partitionsOf(table)
      const gone = all[5] ?? ''
      for (const { pk, sk } of shops(12).filter((item) => item.pk === gone)) {
        await table.write([{ remove: { pk, sk } }])
      }

      expect(await partitionsOf(table, gone)).toEqual(all.slice(6))
    })
  })
}

/** This many partitions, with two items each. */
function shops(count: number): Item[] {
  const names = Array.from({ length: count }, (_, number) => `shop#${number}`)
  return names.flatMap((name) => inPartition(name, ['due#1', 'wake-up']))
}

async function partitionsOf(table: Table, after?: string): Promise<string[]> {
  return (await allOf(table.firstItemOfEachPartition(after))).map(({ pk }) => pk)
}

function inPartition(pk: string, sortKeys: readonly string[]): Item[] {
  return sortKeys.map((sk) => ({ pk, sk }))
}
