import type { TableShape } from '../../../adapters/stores/table-shapes.ts'
import type { Item, Key, Query, Table, Write } from '../../../core/ports.ts'
import { countedTable } from '../counted-table.ts'
import {
  indexReadUnits,
  readUnits,
  refusedWriteUnits,
  storedBytes,
  type Units,
  writeUnits,
} from './capacity-units.ts'

type Bill = { reads: number; writes: number; indexWrites: Record<string, number>; calls: number }

/**
 * A table in memory with the units that DynamoDB would bill for every call, and the number of
 * requests. A query is taken for one page.
 */
export type BilledTable = Table & {
  bill: Readonly<Units & { calls: number }>
  /** What its items and their index entries take, 100 bytes of overhead for each included. */
  storedBytes: () => number
  items: () => Item[]
}

export function billedTable(shape: TableShape, now: () => Date): BilledTable {
  const table = countedTable(shape, now)
  const bill: Bill = { reads: 0, writes: 0, indexWrites: {}, calls: 0 }
  const addReads = (units: number, calls = 1) => {
    bill.reads += units
    bill.calls += calls
  }
  return {
    bill,
    items: table.items,
    storedBytes: () => table.items().reduce((sum, item) => sum + storedBytes(item, shape), 0),
    get: async (key, options) => {
      const item = await table.get(key)
      addReads(readUnits(item ? [item] : [], options))
      return item
    },
    getAll: async (keys) => {
      const items = await table.getAll(keys)
      const missing = keys.length - items.length
      const units = items.reduce((sum, item) => sum + readUnits([item], stale), 0)
      addReads(units + missing * readUnits([], stale), Math.ceil(keys.length / 100))
      return items
    },
    query: async (query) => {
      const items = await table.query(query)
      addReads(queryUnits(query, items, shape))
      if (readsItems(query, shape) && items.length > 0) {
        addReads(items.reduce((sum, item) => sum + readUnits([item]), 0))
      }
      return items
    },
    count: async (query) => {
      addReads(queryUnits(query, await table.query(query), shape))
      return table.count(query)
    },
    write: async (writes) => {
      const stored = await Promise.all(writes.map((write) => table.get(keyOf(write))))
      const isApplied = await table.write(writes)
      const factor = writes.length > 1 ? 2 : 1 // a transaction prepares and commits
      bill.calls += 1
      for (const [at, write] of writes.entries()) {
        if (isApplied) addWrite(bill, factor, writeUnits(changeOf(stored[at], write), shape))
        else bill.writes += factor * refusedWriteUnits(stored[at])
      }
      return isApplied
    },
    firstItemOfEachPartition: async function* (after) {
      for await (const item of table.firstItemOfEachPartition(after)) {
        addReads(readUnits([item]))
        yield item
      }
    },
  }
}

/** The entries of indexes are written once, even in a transaction. */
function addWrite(bill: Bill, factor: number, units: Omit<Units, 'reads'>): void {
  const ofIndexes = Object.values(units.indexWrites).reduce((sum, one) => sum + one, 0)
  bill.writes += factor * (units.writes - ofIndexes) + ofIndexes
  for (const [index, own] of Object.entries(units.indexWrites)) {
    bill.indexWrites[index] = (bill.indexWrites[index] ?? 0) + own
  }
}

const stale = { mayBeStale: true }

/** An index with keys only: its items are read from the table. */
function readsItems({ index }: Query, { indexes }: TableShape): boolean {
  return index !== undefined && indexes[index]?.projects === undefined
}

function queryUnits(
  { index, mayBeStale = false }: Query,
  items: readonly Item[],
  shape: TableShape,
): number {
  if (index !== undefined) return indexReadUnits(items, index, shape)
  return readUnits(items, { mayBeStale })
}

function changeOf(before: Item | undefined, write: Write) {
  return { before, after: 'put' in write ? write.put : undefined }
}

function keyOf(write: Write): Key {
  return 'put' in write ? write.put : write.remove
}
