import { afterEach, describe, jest } from '@jest/globals'

import type { Table } from '../../core/ports.ts'
import { describeExpiry } from './table-expiry.ts'
import { describeFirstOfEach } from './table-first-item-of-each-partition.ts'
import { describeGets } from './table-gets.ts'
import { describeIndexes } from './table-indexes.ts'
import { describeQueries } from './table-queries.ts'
import { type ATable, noon } from './table-world.ts'
import { describeWrites } from './table-writes.ts'

/** Opens an empty table of the shape `triedShape` whose clock is `now`. */
type OpenTable = (now: () => Date) => Promise<{ table: Table; close: () => Promise<void> }>

/**
 * The contract of a table, for every engine. `open` is called for each test, and what it returns is
 * closed afterwards.
 */
export function describeTable(engine: string, open: OpenTable): void {
  jest.setTimeout(20_000) // eventually() allows 10 s

  describe(`a table on ${engine}`, () => {
    const closers: (() => Promise<void>)[] = []

    afterEach(async () => {
      await Promise.all(closers.splice(0).map((close) => close()))
    })

    const aTable: ATable = async (items = []) => {
      const clock = { now: noon }
      const { table, close } = await open(() => clock.now)
      closers.push(close)
      await Promise.all(items.map((item) => table.write([{ put: item }])))
      return { table, clock }
    }

    describeWrites(aTable)
    describeGets(aTable)
    describeQueries(aTable)
    describeFirstOfEach(aTable)
    describeIndexes(aTable)
    describeExpiry(aTable)
  })
}
