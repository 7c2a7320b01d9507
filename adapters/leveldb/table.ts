import type { Item, Query, Table, Write } from '../../core/ports.ts'
import { unexpiredItem } from '../common/unexpired-item.ts'
import { entryOf } from '../stores/projection.ts'
import {
  unexpiredAt,
  holds,
  indexKeysOf,
  itemKey,
  parseItem,
  rangeOf,
  type LevelTableShape,
} from './items.ts'
import type { StoreChange, LevelStore } from './store.ts'
import type { TableShape } from '../stores/table-shapes.ts'

type LevelTableOptions = { name: string; shape: TableShape; now: () => Date }

type LevelTable = Table & {
  /** Deletes expired items, which reads skip already. Resolves with how many stored were. */
  removeExpired: () => Promise<number>
}

/**
 * A table in LevelDB. Items are sorted by their keys. Each index, and the list of expiry times, is
 * another sorted list of keys, written in the same batch.
 */
export function levelTable(store: LevelStore, { name, shape, now }: LevelTableOptions): LevelTable {
  const table: LevelTableShape = { name, shape }
  const read = (text: string | undefined) => unexpiredAt(now(), text)

  const write: Table['write'] = async (writes, options) => {
    const changes: StoreChange[] = []
    for (const one of writes) {
      const key = itemKey('put' in one ? one.put : one.remove, table)
      const stored = parseItem(store.peek(key))
      if (!holds(one.if, stored && unexpiredItem(stored, now()))) return false
      addChanges(one, { key, stored }, { table, changes })
    }
    await store.commit(changes, options)
    return true
  }

  return {
    get: (key) => Promise.resolve(read(store.peek(itemKey(key, table)))),
    getAll: (keys) => {
      const items = keys.map((key) => read(store.peek(itemKey(key, table))))
      return Promise.resolve(items.filter((item) => item !== undefined))
    },
    query: (query) => find(query, store, { ...table, read }),
    count: (query) => count(query, store, table),
    write,
    firstItemOfEachPartition: (after) => firstItemOfEachPartition(store, { ...table, read }, after),
    removeExpired: () => removeExpired(store, { ...table, now, write }),
  }
}

type Reader = LevelTableShape & { read: (text: string | undefined) => Item | undefined }

async function find(query: Query, store: LevelStore, table: Reader): Promise<Item[]> {
  const { from, to } = rangeOf(query, table)
  const { limit = Infinity, newestFirst = false } = query
  const items: Item[] = []
  for await (const [, value] of store.scan(from, to, { reverse: newestFirst })) {
    const item = table.read(query.index === undefined ? value : store.peek(value))
    if (item !== undefined) items.push(entryOf(item, query.index, table.shape))
    if (items.length >= limit) break
  }
  return items
}

async function count(query: Query, store: LevelStore, table: LevelTableShape): Promise<number> {
  const { from, to } = rangeOf(query, table)
  const keys: string[] = []
  for await (const [key] of store.scan(from, to)) keys.push(key)
  return keys.length
}

async function* firstItemOfEachPartition(
  store: LevelStore,
  table: Reader,
  after: string | undefined,
): AsyncIterable<Item> {
  const all = rangeOf({}, table)
  const start = after === undefined ? all.from : rangeOf({ partition: after }, table).to
  for (let from = start; ;) {
    const item = await first(store.scan(from, all.to), table)
    if (item === undefined) return
    yield item
    from = rangeOf({ partition: item.pk }, table).to
  }
}

async function first(entries: AsyncIterable<[string, string]>, { read }: Reader) {
  for await (const [, value] of entries) {
    const item = read(value)
    if (item !== undefined) return item
  }
  return undefined
}

type Remover = LevelTableShape & { now: () => Date; write: Table['write'] }

async function removeExpired(store: LevelStore, table: Remover): Promise<number> {
  const { from, to } = rangeOf({ expiredBy: table.now() }, table)
  let removed = 0
  for await (const [, key] of store.scan(from, to)) {
    const stored = parseItem(store.peek(key))
    if (stored === undefined || unexpiredItem(stored, table.now()) !== undefined) continue
    const { pk, sk } = stored
    await table.write([{ remove: { pk, sk } }])
    removed += 1
  }
  return removed
}

type Place = { key: string; stored: Item | undefined }

/** Adds what a write changes at its place, and in the lists of the table. */
function addChanges(
  one: Write,
  { key, stored }: Place,
  { table, changes }: { table: LevelTableShape; changes: StoreChange[] },
): void {
  const before = stored === undefined ? [] : indexKeysOf(stored, key, table)
  const after = 'put' in one ? indexKeysOf(one.put, key, table) : []
  for (const at of before) if (!after.includes(at)) changes.push({ key: at, value: undefined })
  for (const at of after) if (!before.includes(at)) changes.push({ key: at, value: key })
  changes.push({ key, value: 'put' in one ? JSON.stringify(one.put) : undefined })
}
