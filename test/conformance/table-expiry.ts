import { describe, expect, it } from '@jest/globals'

import type { Condition, Item } from '../../core/ports.ts'
import { allOf } from '../support/all-of.ts'
import { eventually } from '../support/eventually.ts'
import { type ATable, noon } from './table-world.ts'

const noonSeconds = noon.getTime() / 1000
const key = { pk: 'shop#1', sk: 'delivery' }

/** Expired items may be deleted days later, so these tests do not rely on deletion. */
export function describeExpiry(aTable: ATable): void {
  describe('expiry', () => {
    it.each([
      ['is in one second', -1, true],
      ['is now', 0, false],
      ['was one second ago', 1, false],
      ['was one year ago', 31_536_000, false],
    ])('get() and query() return an item only before it expires: its expiry %s', async (...row) => {
      const [, secondsLater, isShown] = row
      const item = { ...key, expiresAt: noonSeconds + 60 }
      const { table, clock } = await aTable([item])

      clock.now = new Date((item.expiresAt + secondsLater) * 1000)

      expect(await table.get(key)).toEqual(isShown ? item : undefined)
      expect(await table.query({ partition: key.pk })).toEqual(isShown ? [item] : [])
    })

    it('query() reaches its limit despite expired items', async () => {
      const gone = Array.from({ length: 30 }, (_, number) => item(`a${number}`, noonSeconds - 1))
      const { table } = await aTable([...gone, item('b'), item('c'), item('d')])

      const items = await table.query({ partition: key.pk, limit: 2 })
      const newest = await table.query({ partition: key.pk, limit: 4, newestFirst: true })

      expect(items).toEqual([item('b'), item('c')])
      expect(newest).toEqual([item('d'), item('c'), item('b')])
    })

    it('query() of an index omits expired items and reaches its limit', async () => {
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
      ['equal attributes', { revision: 1 }, false],
    ])('a condition treats an expired item as absent: %s', async (...row) => {
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
      ['equal attributes', { revision: 1 }, true],
    ])('a condition sees an item that has not expired: %s', async (...row) => {
      const [, condition, holds] = row
      const { table } = await aTable([{ ...key, revision: 1, expiresAt: noonSeconds + 1 }])

      const isWritten = await table.write([{ remove: key, if: condition }])

      expect(isWritten).toBe(holds)
    })

    it('an item never expires once it is put without an expiry', async () => {
      const { table, clock } = await aTable([{ ...key, expiresAt: noonSeconds + 60 }])

      await table.write([{ put: key }])
      clock.now = new Date((noonSeconds + 120) * 1000)

      expect(await table.get(key)).toEqual(key)
    })

    it('firstItemOfEachPartition() skips expired items', async () => {
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
