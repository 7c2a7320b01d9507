import type { TableShape } from '../../../adapters/stores/table-shapes.ts'
import type { Item, Key, Query, Table, Write } from '../../../core/ports.ts'
import { indexReadUnits, readUnits, refusedWriteUnits, writeUnits } from './capacity-units.ts'

/** The units of one partition key of a table, or of one of its indexes. */
export type KeyUnits = { writes: number; reads: number }

/** What DynamoDB would bill, by `<table> <key>` and `<table>.<index> <key>`. */
export type UnitsPerKey = Map<string, KeyUnits>

/** The table over the same rows, adding the units of every call to those of its keys. */
export function withUnitsPerKey(
  table: Table,
  { name, shape }: { name: string; shape: TableShape },
  units: UnitsPerKey,
): Table {
  const tally: Tally = { name, shape, units, rows: new Map() }
  const addRead = (place: string, reads: number) => void (unitsOf(place, units).reads += reads)
  return {
    ...table,
    get: async (key, options) => {
      const item = await table.get(key)
      addRead(`${name} ${key.pk}`, readUnits(item ? [item] : [], options))
      return item
    },
    getAll: async (keys) => {
      const found = await table.getAll(keys)
      for (const item of found)
        addRead(`${name} ${item.pk}`, readUnits([item], { mayBeStale: true }))
      return found
    },
    query: async (query) => {
      const items = await table.query(query)
      addQuery(query, items, { ...tally, addRead })
      return items
    },
    // A call has changed the table when it returns, so that calls go on in their order here.
    write: async (writes) => {
      const isApplied = await table.write(writes)
      const factor = writes.length > 1 ? 2 : 1 // a transaction prepares and commits
      for (const write of writes) addWrite(write, isApplied, factor, tally)
      return isApplied
    },
  }
}

type Tally = { name: string; shape: TableShape; units: UnitsPerKey; rows: Map<string, Item> }

function addQuery(
  { index, partition, mayBeStale = false }: Query,
  items: readonly Item[],
  { name, shape, addRead }: Tally & { addRead: (place: string, reads: number) => void },
): void {
  if (index === undefined) {
    addRead(`${name} ${partition}`, readUnits(items, { mayBeStale }))
    return
  }
  addRead(`${name}.${index} ${partition}`, indexReadUnits(items, index, shape))
  if (shape.indexes[index]?.projects !== undefined) return
  for (const item of items) addRead(`${name} ${item.pk}`, readUnits([item]))
}

function addWrite(write: Write, isApplied: boolean, factor: number, tally: Tally): void {
  const { name, shape, units, rows } = tally
  const key = 'put' in write ? write.put : write.remove
  const before = rows.get(textOf(key))
  const own = unitsOf(`${name} ${key.pk}`, units)
  if (!isApplied) {
    own.writes += factor * refusedWriteUnits(before)
    return
  }
  const after = 'put' in write ? write.put : undefined
  const all = writeUnits({ before, after }, shape)
  const ofIndexes = Object.values(all.indexWrites).reduce((sum, one) => sum + one, 0)
  own.writes += factor * (all.writes - ofIndexes)
  for (const index of Object.keys(all.indexWrites)) addEntry({ before, after }, index, tally)
  if (after === undefined) rows.delete(textOf(key))
  else rows.set(textOf(key), after)
}

/** An entry that moves goes from one key and comes to another one. */
function addEntry(
  { before, after }: { before: Item | undefined; after: Item | undefined },
  index: string,
  { name, shape, units }: Tally,
): void {
  const entryUnits = (change: { before: Item | undefined; after: Item | undefined }) =>
    writeUnits(change, shape).indexWrites[index] ?? 0
  const keyOf = (item: Item | undefined) => {
    const key = item?.[shape.indexes[index]?.partition ?? '']
    return typeof key === 'string' ? key : undefined
  }
  const [from, to] = [keyOf(before), keyOf(after)]
  const add = (key: string, writes: number) => {
    unitsOf(`${name}.${index} ${key}`, units).writes += writes
  }
  if (from === to && from !== undefined) {
    add(from, entryUnits({ before, after }))
    return
  }
  if (from !== undefined) add(from, entryUnits({ before, after: undefined }))
  if (to !== undefined) add(to, entryUnits({ before: undefined, after }))
}

function unitsOf(place: string, units: UnitsPerKey): KeyUnits {
  const found = units.get(place) ?? { writes: 0, reads: 0 }
  units.set(place, found)
  return found
}

function textOf({ pk, sk }: Key): string {
  return JSON.stringify([pk, sk])
}
