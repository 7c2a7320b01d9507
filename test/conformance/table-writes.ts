import { describe, expect, it } from '@jest/globals'

import type { Condition, Item, Write } from '../../core/ports.ts'
import type { ATable } from './table-world.ts'

const key = { pk: 'shop#1', sk: 'webhook' }
const other = { pk: 'shop#2', sk: 'webhook' }

export function describeWrites(aTable: ATable): void {
  describe('get() and write()', () => {
    it('get() returns undefined when there is no item', async () => {
      const { table } = await aTable([{ pk: key.pk, sk: 'another' }])

      const item = await table.get(key)

      expect(item).toBeUndefined()
    })

    it('get() returns every kind of value that was put', async () => {
      const item: Item = {
        ...key,
        text: 'Grüße, 世界 🌍 "quoted" \\ \u0001',
        empty: '',
        zero: 0,
        decimal: -12.75,
        epochMs: 1_795_262_400_000,
        yes: true,
        no: false,
        nothing: null,
        list: [1, 'two', null, { three: [] }],
        nested: { empty: {}, deeper: { list: [[true]] } },
      }
      const { table } = await aTable([item])

      const read = await table.get(key)

      expect(read).toEqual(item)
    })

    it('get() omits attributes that were undefined', async () => {
      const { table } = await aTable([{ ...key, name: undefined, inner: { url: undefined } }])

      const read = await table.get(key)

      expect(read).toStrictEqual({ ...key, inner: {} })
    })

    it('get() returns the whole item when it has 300 KB', async () => {
      const content = 'ü🌍x'.repeat(44_000)
      const { table } = await aTable([{ ...key, content }])

      const read = await table.get(key)

      expect(read?.['content']).toBe(content)
    })

    it('write() replaces an existing item as a whole', async () => {
      const { table } = await aTable([{ ...key, old: 1 }])

      const isWritten = await table.write([{ put: { ...key, fresh: 2 } }])

      expect(isWritten).toBe(true)
      expect(await table.get(key)).toStrictEqual({ ...key, fresh: 2 })
    })

    it('write() deletes one item', async () => {
      const { table } = await aTable([key, other])

      const isWritten = await table.write([{ remove: key }])

      expect(isWritten).toBe(true)
      expect(await table.get(key)).toBeUndefined()
      expect(await table.get(other)).toEqual(other)
    })

    it('write() succeeds when it deletes a missing item', async () => {
      const { table } = await aTable()

      const isWritten = await table.write([{ remove: key }])

      expect(isWritten).toBe(true)
    })

    it('write() succeeds without writes', async () => {
      const { table } = await aTable()

      const isWritten = await table.write([])

      expect(isWritten).toBe(true)
    })
  })

  describe('conditions', () => {
    const there: Item = { ...key, revision: 3, status: 'pending', isOpen: false }
    const cases: [string, Item[], Condition, boolean][] = [
      ['absent, without an item', [], 'absent', true],
      ['absent, with an item', [there], 'absent', false],
      ['present, with an item', [there], 'present', true],
      ['present, without an item', [], 'present', false],
      ['an equal number', [there], { revision: 3 }, true],
      ['another number', [there], { revision: 4 }, false],
      ['a number where the item has text', [{ ...key, revision: '3' }], { revision: 3 }, false],
      ['an equal string and boolean', [there], { status: 'pending', isOpen: false }, true],
      ['one equal and one different attribute', [there], { revision: 3, status: 'failed' }, false],
      ['a missing attribute', [there], { token: 'x' }, false],
      ['attributes, without an item', [], { revision: 3 }, false],
      ['no attributes, with an item', [there], {}, true],
      ['no attributes, without an item', [], {}, false],
    ]

    it.each(cases)('write() puts only when the condition holds: %s', async (...row) => {
      const [, items, condition, holds] = row
      const { table } = await aTable(items)

      const isWritten = await table.write([{ put: { ...key, fresh: true }, if: condition }])

      expect(isWritten).toBe(holds)
      expect(await table.get(key)).toEqual(holds ? { ...key, fresh: true } : items[0])
    })

    it.each(cases)('write() deletes only when the condition holds: %s', async (...row) => {
      const [, items, condition, holds] = row
      const { table } = await aTable(items)

      const isWritten = await table.write([{ remove: key, if: condition }])

      expect(isWritten).toBe(holds)
      expect(await table.get(key)).toEqual(holds ? undefined : items[0])
    })

    it('write() applies every change when all conditions hold', async () => {
      const { table } = await aTable([{ ...key, revision: 1 }, other])

      const isWritten = await table.write([
        { put: { ...key, revision: 2 }, if: { revision: 1 } },
        { remove: other, if: 'present' },
        { put: { pk: 'shop#3', sk: 'webhook' }, if: 'absent' },
        { remove: { pk: 'shop#4', sk: 'webhook' } },
      ])

      expect(isWritten).toBe(true)
      expect(await table.get(key)).toEqual({ ...key, revision: 2 })
      expect(await table.get(other)).toBeUndefined()
      expect(await table.get({ pk: 'shop#3', sk: 'webhook' })).toBeDefined()
    })

    it.each<[string, (writes: Write[]) => Write[]]>([
      ['last', (writes) => writes],
      ['first', (writes) => writes.reverse()],
    ])('write() changes nothing when the %s condition fails', async (_, arrange) => {
      const { table } = await aTable([{ ...key, revision: 1 }, other])
      const fresh = { pk: 'shop#3', sk: 'webhook' }

      const isWritten = await table.write(
        arrange([{ put: fresh }, { remove: other }, { put: key, if: { revision: 2 } }]),
      )

      expect(isWritten).toBe(false)
      expect(await table.get(fresh)).toBeUndefined()
      expect(await table.get(other)).toEqual(other)
      expect(await table.get(key)).toEqual({ ...key, revision: 1 })
    })

    it('write() applies 100 changes in one transaction', async () => {
      const { table } = await aTable()
      const items = Array.from({ length: 100 }, (_, number) => ({ pk: 'many', sk: `${number}` }))

      const isWritten = await table.write(items.map((item) => ({ put: item, if: 'absent' })))

      expect(isWritten).toBe(true)
      expect(await table.query({ partition: 'many' })).toHaveLength(100)
    })
  })

  describe('races', () => {
    it.each<[string, Item[], Condition]>([
      ['to be the first', [], 'absent'],
      ['for the next revision', [{ ...key, revision: 1 }], { revision: 1 }],
    ])('exactly one of 100 writers wins when they race %s', async (_, items, condition) => {
      const { table } = await aTable(items)
      const writers = Array.from({ length: 100 }, (_, writer) => writer)

      const answers = await Promise.all(
        writers.map((writer) =>
          table.write([{ put: { ...key, revision: 2, writer }, if: condition }]),
        ),
      )

      expect(answers.filter((isWritten) => isWritten)).toHaveLength(1)
      expect((await table.get(key))?.['writer']).toBe(answers.indexOf(true))
    })

    it('exactly one of 20 writers wins when each has several changes', async () => {
      const { table } = await aTable()
      const writers = Array.from({ length: 20 }, (_, writer) => writer)

      const answers = await Promise.all(
        writers.map((writer) =>
          table.write([
            { put: { ...key, writer }, if: 'absent' },
            { put: { pk: 'log', sk: `${writer}` } },
          ]),
        ),
      )

      expect(answers.filter((isWritten) => isWritten)).toHaveLength(1)
      expect(await table.query({ partition: 'log' })).toEqual([
        { pk: 'log', sk: `${answers.indexOf(true)}` },
      ])
    })
  })
}
