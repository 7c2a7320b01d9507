import { describe, expect, it } from '@jest/globals'

import type { Condition, Item } from '../../core/ports.ts'
import { allOf } from '../support/all-of.ts'
import { eventually } from '../support/eventually.ts'
import { type ATable, noon } from './table-world.ts'

const noonSeconds = noon.getTime() / 1000
const key = { pk: 'shop#1', sk: 'delivery' }

/** Whoever sweeps expired items may be days late: no promise here depends on it. */
export function describeExpiry(aTable: ATable): void {
  describe('expiry', () => {
    it.each([
      ['is a second away', -1, true],
      ['is now', 0, false],
      ['was a second ago', 1, false],
      ['was a year ago', 31_536_000, false],
    ])('get() and query() show an item only before it ends: its end %s', async (...row) => {
      const [, secondsLater, isShown] = row
      const item = { ...key, expiresAt: noonSeconds + 60 }
      const { table, clock } = await aTable([item])

      clock.now = new Date((item.expiresAt + secondsLater) * 1000)

      expect(await table.get(key)).toEqual(isShown ? item : undefined)
      expect(await table.query({ partition: key.pk })).toEqual(isShown ? [item] : [])
    })

    it('query() fills up to its limit when expired items stand between', async () => {
      const gone = Array.from({ length: 30 }, (_, number) => item(`a${number}`, noonSeconds - 1))
      const { table } = await aTable([...gone, item('b'), item('c'), item('d')])

      const items = await table.query({ partition: key.pk, limit: 2 })
      const newest = await table.query({ partition: key.pk, limit: 4, newestFirst: true })

      expect(items).toEqual([item('b'), item('c')])
      expect(newest).toEqual([item('d'), item('c'), item('b')])
    })

    it('query() of an index leaves expired items out, and fills up to its limit', async () => {
      const listed = (sk: string, expiresAt: number) => ({
        ...item(sk, expiresAt),
        statusKey: 'shop#failed',
        position: sk,
      })
      const gone = Array.from({ length: 30 }, (_, number) => listed(`a${number}`, noonSeconds - 1))
      const there = ['b', 'c', 'd'].map((sk) => listed(sk, noonSeconds + 60))
      const { table } = await aTable([...gone, ...there])

      await eventually(async () => {
        const items = await table.query({ index: 'byStatus', partition: 'shop#failed', limit: 2 })
        expect(items).toEqual(there.slice(0, 2))
      })
    })

    it.each<[string, Condition, boolean]>([
      ['absent', 'absent', true],
      ['present', 'present', false],
      ['one with these attributes', { revision: 1 }, false],
    ])('a condition takes an expired item for none when it asks for %s', async (...row) => {
      const [, condition, holds] = row
      const { table } = await aTable([{ ...key, revision: 1, expiresAt: noonSeconds - 1 }])
      const fresh = { ...key, revision: 2, expiresAt: noonSeconds + 60 }

      const isAloneWritten = await table.write([{ put: fresh, if: condition }])
      const isAloneShown = await table.get(key)
      await table.write([{ put: { ...key, revision: 1, expiresAt: noonSeconds - 1 } }])
      const areWritten = await table.write([
        { put: fresh, if: condition },
        { put: { pk: 'log', sk: 'entry' } },
      ])

      expect([isAloneWritten, areWritten]).toEqual([holds, holds])
      expect(isAloneShown).toEqual(holds ? fresh : undefined)
      expect(await table.get({ pk: 'log', sk: 'entry' })).toEqual(
        holds ? { pk: 'log', sk: 'entry' } : undefined,
      )
    })

    it.each<[string, Condition, boolean]>([
      ['absent', 'absent', false],
      ['present', 'present', true],
      ['one with these attributes', { revision: 1 }, true],
    ])('a condition sees an item that is still to end when it asks for %s', async (...row) => {
      const [, condition, holds] = row
      const { table } = await aTable([{ ...key, revision: 1, expiresAt: noonSeconds + 1 }])

      const isWritten = await table.write([{ remove: key, if: condition }])

      expect(isWritten).toBe(holds)
    })

    it('an item stays for good when it is put again without an end', async () => {
      const { table, clock } = await aTable([{ ...key, expiresAt: noonSeconds + 60 }])

      await table.write([{ put: key }])
      clock.now = new Date((noonSeconds + 120) * 1000)

      expect(await table.get(key)).toEqual(key)
    })

    it('firstItemOfEachPartition() goes on to the first item that has not ended', async () => {
      const gone = Array.from({ length: 5 }, (_, number) => item(`a${number}`, noonSeconds - 1))
      const { table } = await aTable([
        ...gone,
        item('b'),
        item('c'),
        { pk: 'shop#2', sk: 'gone', expiresAt: noonSeconds - 1 },
        { pk: 'shop#3', sk: 'there' },
      ])

      const firsts = await allOf(table.firstItemOfEachPartition())

      expect(firsts).toHaveLength(2)
      expect(new Set(firsts)).toEqual(new Set([item('b'), { pk: 'shop#3', sk: 'there' }]))
    })
  })
}

function item(sk: string, expiresAt = noonSeconds + 60): Item {
  return { pk: key.pk, sk, expiresAt }
}
