import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { tableShapes } from '../../adapters/stores/table-shapes.ts'
import { triedShape } from '../conformance/table-world.ts'
import { describeTable } from '../conformance/table.ts'
import { allOf } from './all-of.ts'
import { noon } from './builders.ts'
import { type Counts, countedTable } from './counted-table.ts'

describeTable('counted maps in memory', (now) =>
  Promise.resolve({
    table: countedTable(triedShape, now),
    close: () => Promise.resolve(),
  }),
)

describe('countedTable()', () => {
  const aTable = () => countedTable(tableShapes.waiting, () => noon)

  it('keeps the order when thousands of rows are put and removed in one partition', async () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 3000 })

    await fc.assert(
      fc.asyncProperty(numbers, numbers, fc.nat(5000), async (added, removed, from) => {
        const table = aTable()
        for (const number of added) await table.write([{ put: row(number) }])
        for (const number of removed) await table.write([{ remove: row(number) }])

        const up = await table.query({ partition: 'p', from: row(from).sk })
        const down = await table.query({ partition: 'p', to: row(from).sk, newestFirst: true })

        const gone = new Set(removed)
        const left = [...new Set(added)].filter((number) => !gone.has(number))
        const sorted = left.toSorted((a, b) => a - b)
        expect(up).toEqual(sorted.filter((number) => number >= from).map(row))
        expect(down).toEqual(
          sorted
            .filter((number) => number <= from)
            .toReversed()
            .map(row),
        )
      }),
      { numRuns: 20, endOnFailure: true },
    )
  })

  it('keeps an item when its writer or a reader changes its copy', async () => {
    const table = aTable()
    const inner = { list: [1] }
    await table.write([{ put: { pk: 'p', sk: 'a', inner } }])

    inner.list.push(2)
    const read = await table.get({ pk: 'p', sk: 'a' })
    const spoil = () => Object.assign(read ?? {}, { inner: 'spoilt' })

    expect(spoil).toThrow(TypeError)
    expect(await table.get({ pk: 'p', sk: 'a' })).toEqual({
      pk: 'p',
      sk: 'a',
      inner: { list: [1] },
    })
  })

  it.each<[string, (table: ReturnType<typeof aTable>) => Promise<unknown>, Partial<Counts>]>([
    ['a get', (table) => table.get(row(1)), { gets: 1, itemsRead: 1, readUnits: 1 }],
    ['a get of nothing', (table) => table.get(row(9)), { gets: 1, readUnits: 1 }],
    [
      'a query',
      (table) => table.query({ partition: 'p' }),
      { queries: 1, itemsRead: 3, readUnits: 1 },
    ],
    [
      'a query with a limit',
      (table) => table.query({ partition: 'p', limit: 2 }),
      { queries: 1, itemsRead: 2, readUnits: 1 },
    ],
    [
      'a query that may be stale',
      (table) => table.query({ partition: 'p', mayBeStale: true }),
      { queries: 1, itemsRead: 3, readUnits: 0.5 },
    ],
    [
      'gets that may be stale',
      (table) => table.getAll([row(1), row(2)]),
      { gets: 2, itemsRead: 2, readUnits: 1 },
    ],
    [
      'the first item of each of two partitions',
      (table) => allOf(table.firstItemOfEachPartition()),
      { queries: 2, itemsRead: 2, readUnits: 2 },
    ],
    ['a put', (table) => table.write([{ put: row(4), if: 'absent' }]), { puts: 1 }],
    [
      'two puts and a removal',
      (table) => table.write([{ put: row(1) }, { put: row(4) }, { remove: row(2) }]),
      { puts: 2, removes: 1 },
    ],
    [
      'two writes, one of which is refused',
      (table) => table.write([{ put: row(4) }, { put: row(1), if: 'absent' }]),
      { refused: 1 },
    ],
  ])('counts %s', async (_, ask, expected) => {
    const table = aTable()
    const rows = [row(1), row(2), row(3), { pk: 'q', sk: 'a' }]
    await table.write(rows.map((put) => ({ put })))
    table.resetCounts()

    await ask(table)

    const none = {
      gets: 0,
      queries: 0,
      itemsRead: 0,
      readUnits: 0,
      puts: 0,
      removes: 0,
      refused: 0,
    }
    expect(table.counts).toEqual({ ...none, ...expected })
  })
})

function row(number: number) {
  return { pk: 'p', sk: String(number).padStart(5, '0') }
}
