import { describe, expect, it } from '@jest/globals'

import { eventually } from '../support/eventually.ts'
import { type ATable, noon } from './table-world.ts'

/** Batches of reads are eventually consistent, so each check is repeated until it passes. */
export function describeGets(aTable: ATable): void {
  const item = (number: number) => ({ pk: `shop#${number}`, sk: 'row', number })

  describe('get() of what may be stale', () => {
    it('returns what was written before', async () => {
      const { table } = await aTable([item(1)])

      await eventually(async () => {
        expect(await table.get(item(1), { mayBeStale: true })).toEqual(item(1))
      })
    })
  })

  describe('getAll()', () => {
    it.each([0, 1, 100, 101, 250])('returns each of %i items', async (count) => {
      const items = Array.from({ length: count }, (_, number) => item(number))
      const { table } = await aTable(items)

      await eventually(async () => {
        const found = await table.getAll(items)
        expect(found.toSorted((one, other) => numberOf(one) - numberOf(other))).toEqual(items)
      })
    })

    it('leaves out what is not there', async () => {
      const { table } = await aTable([item(1)])

      await eventually(async () => {
        expect(await table.getAll([item(1), item(2), { pk: 'shop#1', sk: 'other' }])).toEqual([
          item(1),
        ])
      })
    })

    it('accepts a key more than once', async () => {
      const { table } = await aTable([item(1)])

      await eventually(async () => {
        const found = await table.getAll([item(1), item(1)])
        expect(new Set(found.map(numberOf))).toEqual(new Set([1]))
      })
    })

    it('leaves out what has expired', async () => {
      const expiresAt = noon.getTime() / 1000
      const { table } = await aTable([{ ...item(1), expiresAt }, item(2)])

      await eventually(async () => {
        expect(await table.getAll([item(1), item(2)])).toEqual([item(2)])
      })
    })
  })
}

function numberOf(item: Readonly<Record<string, unknown>>): number {
  return Number(item['number'])
}
