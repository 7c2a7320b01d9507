import type { Item, Key, Query, Table, Write } from '../../core/ports.ts'
import { aliveAt, holds, listingsOf, parseItem, rangeOf, type ItemPlace } from './items.ts'
import type { StoreChange, LevelStore } from './store.ts'
import type { TableShape } from '../stores/table-shapes.ts'

type LevelTableOptions = { name: string; shape: TableShape; now: () => Date }

type LevelTable = Table & {
  /** Removes what has expired; readers do not see it anyway. Resolves with how many items went. */
  removeExpired: () => Promise<number>
}

/**
 * A table in LevelDB. Items stand in the order of their keys; every index, and the list of what
 * expires when, is a second, sorted list of keys that is written in the same batch.
 */
export function levelTable(store: LevelStore, { name, shape, now }: LevelTableOptions): LevelTable {
  const place: ItemPlace = { name, shape }
  const read = (text: string | undefined) => aliveAt(now(), text)

  const write = async (writes: readonly Write[]): Promise<boolean> => {
    const isAllowed = writes.every((one) => holds(one.if, read(store.peek(keyIn(place, one)))))
    if (!isAllowed) return false
    await store.commit(writes.flatMap((one) => changesOf(one, store, place)))
    return true
  }

  return {
    get: (key) => Promise.resolve(read(store.peek(keyIn(place, { remove: key })))),
    query: (query) => find(query, store, { ...place, read }),
    count: (query) => count(query, store, place),
    write,
    firstItemOfEachPartition: (after) => firstItemOfEachPartition(store, { ...place, read }, after),
    removeExpired: () => removeExpired(store, { ...place, now, write }),
  }
}

type Reader = ItemPlace & { read: (text: string | undefined) => Item | undefined }

async function find(query: Query, store: LevelStore, place: Reader): Promise<Item[]> {
  const { from, to } = rangeOf(query, place)
  const { limit = Infinity, newestFirst = false } = query
  const items: Item[] = []
  for await (const [, value] of store.scan(from, to, { reverse: newestFirst })) {
    const item = place.read(query.index === undefined ? value : store.peek(value))
    if (item !== undefined) items.push(item)
    if (items.length >= limit) break
  }
  return items
}

async function count(query: Query, store: LevelStore, place: ItemPlace): Promise<number> {
  const { from, to } = rangeOf(query, place)
  const keys: string[] = []
  for await (const [key] of store.scan(from, to)) keys.push(key)
  return keys.length
}

async function* firstItemOfEachPartition(
  store: LevelStore,
  place: Reader,
  after: string | undefined,
): AsyncIterable<Item> {
  const all = rangeOf({}, place)
  const start = after === undefined ? all.from : rangeOf({ partition: after }, place).to
  for (let from = start; ;) {
    const item = await first(store.scan(from, all.to), place)
    if (item === undefined) return
    yield item
    from = rangeOf({ partition: item.pk }, place).to
  }
}

async function first(entries: AsyncIterable<[string, string]>, { read }: Reader) {
  for await (const [, value] of entries) {
    const item = read(value)
    if (item !== undefined) return item
  }
  return undefined
}

type Remover = ItemPlace & { now: () => Date; write: Table['write'] }

async function removeExpired(store: LevelStore, place: Remover): Promise<number> {
  const { from, to } = rangeOf({ expiredBy: place.now() }, place)
  let removed = 0
  for await (const [, key] of store.scan(from, to)) {
    const there = store.peek(key)
    if (there === undefined || aliveAt(place.now(), there) !== undefined) continue
    const { pk, sk } = parseItem(there)
    await place.write([{ remove: { pk, sk } }])
    removed += 1
  }
  return removed
}

function changesOf(one: Write, store: LevelStore, place: ItemPlace): StoreChange[] {
  const key = keyIn(place, one)
  const there = store.peek(key)
  const before = there === undefined ? [] : listingsOf(parseItem(there), key, place)
  const after = 'put' in one ? listingsOf(one.put, key, place) : []
  return [
    ...before.filter((at) => !after.includes(at)).map((at) => ({ key: at, value: undefined })),
    ...after.map((at) => ({ key: at, value: key })),
    { key, value: 'put' in one ? JSON.stringify(one.put) : undefined },
  ]
}

function keyIn(place: ItemPlace, one: Write): string {
  const { pk, sk }: Key = 'put' in one ? one.put : one.remove
  return rangeOf({ partition: pk, from: sk }, place).from
}
