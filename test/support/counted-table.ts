import { entryOf } from '../../adapters/stores/projection.ts'
import { holds } from '../../adapters/leveldb/items.ts'
import type { TableShape } from '../../adapters/stores/table-shapes.ts'
import type { Item, Key, Query, Table, Write } from '../../core/ports.ts'
import { frozenCopy } from './frozen-copy.ts'
import {
  allItems,
  indexedRows,
  type IndexedRows,
  partitionOf,
  put,
  remove,
  separator,
  stored,
} from './indexed-rows.ts'
import { readUnits } from './read-units.ts'
import { between, sortable } from './sorted-map.ts'

/** The requests to a table. */
export type Counts = {
  gets: number
  queries: number
  /** Items that gets and queries read, including expired ones. */
  itemsRead: number
  /** What DynamoDB would count for them. */
  readUnits: number
  puts: number
  removes: number
  /**
   * Writes that changed nothing, as a condition was not met; a transaction counts as one.
   */
  refused: number
}

type CountedTable = Table & {
  counts: Readonly<Counts>
  resetCounts: () => void
  /** All items that have not expired, partition by partition; this is not counted. */
  items: () => Item[]
}

/**
 * A table in memory for simulations: fast with 100,000s of rows, and it counts its requests. Items
 * are copied and frozen when they are put, so that readers can keep them and cannot change them.
 * firstItemOfEachPartition() counts as one query for each partition. A call has done its work when
 * it returns, before its promise resolves.
 */
export function countedTable(shape: TableShape, now: () => Date): CountedTable {
  const store: Store = { ...indexedRows(shape), shape, now, counts: { ...none } }
  return {
    counts: store.counts,
    resetCounts: () => void Object.assign(store.counts, none),
    items: () => allItems(store).filter((item) => alive(item, store) !== undefined),
    get: (key) => Promise.resolve(get(key, store, { mayBeStale: false })),
    getAll: (keys) => {
      const found = keys.map((key) => get(key, store, { mayBeStale: true }))
      return Promise.resolve(found.filter((item) => item !== undefined))
    },
    query: (query) => {
      const items = find(query, store)
      return Promise.resolve(items.map((item) => entryOf(item, query.index, shape)))
    },
    count: (query) => Promise.resolve(find(query, store).length),
    write: (writes) => Promise.resolve(write(writes, store)),
    firstItemOfEachPartition: (after) => firstItemOfEachPartition(store, after),
  }
}

const none: Counts = {
  gets: 0,
  queries: 0,
  itemsRead: 0,
  readUnits: 0,
  puts: 0,
  removes: 0,
  refused: 0,
}

type Store = IndexedRows & { shape: TableShape; now: () => Date; counts: Counts }

/** As a suffix of a prefix: sorts after every string with that prefix. */
const end = '\uffff'

function get(key: Key, store: Store, { mayBeStale }: { mayBeStale: boolean }): Item | undefined {
  const item = alive(stored(key, store), store)
  store.counts.gets += 1
  if (item !== undefined) store.counts.itemsRead += 1
  store.counts.readUnits += readUnits(item === undefined ? [] : [item], mayBeStale)
  return item
}

function find(query: Query, store: Store): Item[] {
  const { index, from = '', to, limit = Infinity, newestFirst: backwards = false } = query
  const sorted = partitionOf(query, store)
  store.counts.queries += 1
  if (sorted === undefined) {
    store.counts.readUnits += unitsOf([], query, store)
    return []
  }

  const last = to === undefined ? undefined : sortable(to)
  const isListed = last !== undefined && index !== undefined
  const wanted = {
    from: sortable(from),
    to: isListed ? `${last}${separator}${end}` : last,
    backwards,
  }
  const items: Item[] = []
  const read: Item[] = []
  for (const { item } of between(sorted, wanted)) {
    read.push(item)
    if (alive(item, store) !== undefined) items.push(item)
    if (items.length >= limit) break
  }
  store.counts.itemsRead += read.length
  store.counts.readUnits += unitsOf(read, query, store)
  return items
}

/** An index that holds keys only takes a read of each item, too. */
function unitsOf(items: readonly Item[], { index, mayBeStale }: Query, { shape }: Store): number {
  if (index === undefined) return readUnits(items, mayBeStale === true)
  const entries = items.map((item) => entryOf(item, index, shape))
  const keys = entries.map(({ pk, sk }) => ({ pk, sk }))
  const isWhole = shape.indexes[index]?.projects !== undefined
  if (isWhole) return readUnits(entries, true)
  return items.reduce((sum, item) => sum + readUnits([item], false), readUnits(keys, true))
}

function write(writes: readonly Write[], store: Store): boolean {
  const isAllowed = writes.every((one) => {
    if (one.if === undefined) return true
    return holds(one.if, alive(stored(keyOf(one), store), store))
  })
  if (!isAllowed) store.counts.refused += 1
  else for (const one of writes) change(one, store)
  return isAllowed
}

function change(one: Write, store: Store): void {
  if ('put' in one) {
    store.counts.puts += 1
    put(frozenCopy(one.put), store)
  } else {
    store.counts.removes += 1
    remove(one.remove, store)
  }
}

/** In the order of the partitions' names, so that a removed one still marks the position. */
async function* firstItemOfEachPartition(
  store: Store,
  after: string | undefined,
): AsyncIterable<Item> {
  for (const partition of partitionsAfter(store, after)) {
    await Promise.resolve()
    const [item] = find({ partition, limit: 1 }, store)
    if (item !== undefined) yield item
  }
}

function partitionsAfter({ rows }: Store, after: string | undefined): string[] {
  const inOrder = [...rows.keys()].sort((one, other) => (sortable(one) < sortable(other) ? -1 : 1))
  if (after === undefined) return inOrder
  return inOrder.filter((partition) => sortable(partition) > sortable(after))
}

function alive(item: Item | undefined, { now }: Store): Item | undefined {
  const { expiresAt } = item ?? {}
  return expiresAt !== undefined && expiresAt * 1000 <= now().getTime() ? undefined : item
}

function keyOf(one: Write): Key {
  return 'put' in one ? one.put : one.remove
}
