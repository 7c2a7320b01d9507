import { describe, expect, it } from '@jest/globals'

import { withReadCache } from '../../../adapters/leveldb/read-cache.ts'
import type { Item, Table } from '../../../core/ports.ts'
import { storeTable } from '../../support/store-table.ts'

const item: Item = { pk: 'acme', sk: 'a', value: 1 }

describe('withReadCache()', () => {
  it('reads an item and a range once', async () => {
    const { table, reads } = await aCachedTable([item])

    for (let time = 0; time < 2; time += 1) {
      expect(await table.get({ pk: 'acme', sk: 'a' })).toEqual(item)
      expect(await table.query({ partition: 'acme', from: 'a' })).toEqual([item])
    }

    expect(reads).toEqual(['get', 'query'])
  })

  it('reads again what was written, and not the other partitions', async () => {
    const other = { pk: 'globex', sk: 'a' }
    const { table, reads } = await aCachedTable([item, other])
    await table.get(item)
    await table.query({ partition: 'acme' })
    await table.get(other)

    await table.write([{ put: { ...item, value: 2 } }])

    expect(await table.get(item)).toMatchObject({ value: 2 })
    expect(await table.query({ partition: 'acme' })).toMatchObject([{ value: 2 }])
    expect(await table.get(other)).toEqual(other)
    expect(reads).toEqual(['get', 'query', 'get', 'get', 'query'])
  })

  it('never keeps what a read saw while a write was under way', async () => {
    const inner = await storeTable('webhooks')
    await inner.write([{ put: item }])
    let finish: () => void = () => undefined
    const table = withReadCache({
      ...inner,
      write: async (writes) => {
        await new Promise<void>((resolve) => (finish = resolve))
        return inner.write(writes)
      },
    })

    const written = table.write([{ put: { ...item, value: 2 } }])
    await table.get(item)
    finish()
    await written

    expect(await table.get(item)).toMatchObject({ value: 2 })
  })

  it('never keeps what a read began before a write and ended after it', async () => {
    const inner = await storeTable('webhooks')
    await inner.write([{ put: item }])
    let finish: () => void = () => undefined
    let isSlow = true
    const table = withReadCache({
      ...inner,
      get: async (key) => {
        const found = await inner.get(key)
        if (isSlow) await new Promise<void>((resolve) => (finish = resolve))
        return found
      },
    })

    const slow = table.get(item)
    await Promise.resolve()
    await table.write([{ put: { ...item, value: 2 } }])
    finish()
    await slow
    isSlow = false

    expect(await table.get(item)).toMatchObject({ value: 2 })
  })

  it.each<[string, Item[]]>([
    ['a missing item', []],
    ['an item that expires', [{ ...item, expiresAt: 4_102_444_800 }]],
  ])('does not keep %s', async (_, items) => {
    const { table, reads } = await aCachedTable(items)

    await table.get(item)
    await table.get(item)

    expect(reads).toEqual(['get', 'get'])
  })
})

async function aCachedTable(items: readonly Item[]) {
  const inner = await storeTable('webhooks')
  if (items.length > 0) await inner.write(items.map((put) => ({ put })))
  const reads: string[] = []
  const counted: Table = {
    ...inner,
    get: (key) => {
      reads.push('get')
      return inner.get(key)
    },
    query: (query) => {
      reads.push('query')
      return inner.query(query)
    },
  }
  return { table: withReadCache(counted), reads }
}
