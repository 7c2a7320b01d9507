import type { TableShape } from '../../adapters/stores/table-shapes.ts'
import type { Item, Key } from '../../core/ports.ts'
import { between, removeKey, setKey, sortable, type SortedMap, sortedMap } from './sorted-map.ts'

/** Shared by the row and the indexes, so that a change of other attributes is a single one. */
type Cell = { item: Item }

/** Sorted cells by partition. */
type Partitions = Map<string, SortedMap<Cell>>

/** The rows of a table, and its indexes. */
export type IndexedRows = {
  rows: Partitions
  indexes: ReadonlyMap<string, Index>
}

type Index = { partition: string; sort: string; listed: Partitions }

/** Between the parts of an index's key; sorts before every character of a part. */
export const separator = '\u0000'

export function indexedRows(shape: TableShape): IndexedRows {
  const indexes = Object.entries(shape.indexes).map(
    ([index, names]) => [index, { ...names, listed: new Map() }] as const,
  )
  return { rows: new Map(), indexes: new Map(indexes) }
}

export function stored(key: Key, { rows }: IndexedRows): Item | undefined {
  return cellOf(key, rows)?.item
}

/** Every item, partition by partition, the oldest partition first. */
export function allItems({ rows }: IndexedRows): Item[] {
  const wanted = { from: '', to: undefined, backwards: false }
  return [...rows.values()].flatMap((sorted) =>
    [...between(sorted, wanted)].map(({ item }) => item),
  )
}

/** A partition of the rows, or of an index. */
export function partitionOf(
  { index, partition }: { index?: string; partition: string },
  { rows, indexes }: IndexedRows,
): SortedMap<Cell> | undefined {
  return (index === undefined ? rows : indexes.get(index)?.listed)?.get(partition)
}

/** Stores the item, and updates the indexes. */
export function put(item: Item, { rows, indexes }: IndexedRows): void {
  const cell = cellOf(item, rows)
  const before = cell?.item
  const after = cell ?? { item }
  after.item = item
  if (cell === undefined) add({ in: rows, partition: item.pk, key: sortable(item.sk) }, after)
  for (const index of indexes.values()) {
    if (before !== undefined) {
      if (isListedAlike(before, item, index)) continue
      unlist(before, index)
    }
    const place = placeIn(index, item)
    if (place !== undefined) add(place, after)
  }
}

export function remove(key: Key, { rows, indexes }: IndexedRows): void {
  const existing = cellOf(key, rows)
  if (existing === undefined) return
  take({ in: rows, partition: key.pk, key: sortable(key.sk) })
  for (const index of indexes.values()) unlist(existing.item, index)
}

/** A key in a partition. */
type Place = { in: Partitions; partition: string; key: string }

function cellOf({ pk, sk }: Key, rows: Partitions): Cell | undefined {
  return rows.get(pk)?.values.get(sortable(sk))
}

function isListedAlike(one: Item, other: Item, { partition, sort }: Index): boolean {
  return one[partition] === other[partition] && one[sort] === other[sort]
}

/** Where an index lists the item, if it has the attributes. */
function placeIn(index: Index, item: Item): Place | undefined {
  const [partition, sort] = [item[index.partition], item[index.sort]]
  if (typeof partition !== 'string' || typeof sort !== 'string') return undefined
  const key = sortable([sort, item.pk, item.sk].join(separator))
  return { in: index.listed, partition, key }
}

function unlist(item: Item, index: Index): void {
  const place = placeIn(index, item)
  if (place !== undefined) take(place)
}

function add(place: Place, cell: Cell): void {
  const existing = place.in.get(place.partition)
  const sorted = existing ?? sortedMap<Cell>()
  if (existing === undefined) place.in.set(place.partition, sorted)
  setKey(sorted, place.key, cell)
}

function take(place: Place): void {
  const sorted = place.in.get(place.partition)
  if (sorted === undefined) return
  removeKey(sorted, place.key)
  if (sorted.values.size === 0) place.in.delete(place.partition)
}
