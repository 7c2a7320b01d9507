import QuickLRU from 'quick-lru'

import type { Item, Table } from '../../core/ports.ts'

const maxPartitions = 1_000
const maxReads = 500

/** The reads of a partition by what was asked. Each write of the partition starts a new one. */
type Reads = Map<string, Item | Item[]>

/**
 * A table of which this process is the only writer, and that is seldom written: what was read is
 * cached until something in its partition is written. Rows that expire are not cached.
 */
export function withReadCache(table: Table): Table {
  const partitions = new QuickLRU<string, Reads>({ maxSize: maxPartitions })

  const readsOf = (partition: string): Reads => {
    const known = partitions.get(partition)
    if (known !== undefined && known.size < maxReads) return known
    const reads: Reads = new Map()
    partitions.set(partition, reads)
    return reads
  }

  return {
    ...table,

    get: async (key) => {
      const reads = readsOf(key.pk)
      const known = reads.get(key.sk)
      if (known !== undefined && !Array.isArray(known)) return known
      const item = await table.get(key)
      if (item !== undefined && item.expiresAt === undefined) reads.set(key.sk, item)
      return item
    },

    query: async (query) => {
      if (query.index !== undefined) return table.query(query)
      const reads = readsOf(query.partition)
      const name = JSON.stringify(query)
      const known = reads.get(name)
      if (Array.isArray(known)) return known
      const items = await table.query(query)
      if (items.every(({ expiresAt }) => expiresAt === undefined)) reads.set(name, items)
      return items
    },

    write: async (writes, options) => {
      const written = new Set(writes.map((one) => ('put' in one ? one.put.pk : one.remove.pk)))
      // A read that began before the end of the write may have seen what was there before.
      const forget = () => {
        for (const partition of written) partitions.delete(partition)
      }
      forget()
      try {
        return await table.write(writes, options)
      } finally {
        forget()
      }
    },
  }
}
