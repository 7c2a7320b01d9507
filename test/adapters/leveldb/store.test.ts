import { describe, expect, it } from '@jest/globals'
import { MemoryLevel } from 'memory-level'

import { type Database, levelStore } from '../../../adapters/leveldb/store.ts'
import { levelTable } from '../../../adapters/leveldb/table.ts'
import { triedShape } from '../../conformance/table-world.ts'

describe('levelStore()', () => {
  it('peek() returns a change as soon as it is committed', async () => {
    const store = await aStore()

    const written = store.commit([{ key: 'a', value: '1' }])
    const before = store.peek('a')
    await written

    expect([before, store.peek('a')]).toEqual(['1', '1'])
  })

  it('peek() returns the last of several changes, before and after each is written', async () => {
    const store = await aStore()

    const writes = ['1', undefined, '3'].map((value) => store.commit([{ key: 'a', value }]))
    const before = store.peek('a')
    const seen = await Promise.all(writes.map((write) => write.then(() => store.peek('a'))))

    expect(before).toBe('3')
    expect(seen).toEqual(['3', '3', '3'])
  })

  it('peek() returns the newest change while an older one of the same key is being written', async () => {
    const db = new MemoryLevel()
    await db.open()
    let newer: Promise<void> | undefined
    const store = levelStore(
      watched(db, () => {
        newer ??= store.commit([{ key: 'a', value: '2' }])
      }),
    )

    await store.commit([{ key: 'a', value: '1' }])
    const seen = store.peek('a')
    await newer

    expect([seen, store.peek('a')]).toEqual(['2', '2'])
  })

  it('commit() batches and flushes changes that came during a write', async () => {
    const batches: { keys: string[]; sync: boolean }[] = []
    const db = new MemoryLevel()
    await db.open()
    const store = levelStore(watched(db, (keys, sync) => batches.push({ keys, sync })))

    const first = store.commit([{ key: 'a', value: '1' }])
    await Promise.resolve()
    const rest = ['b', 'c', 'd'].map((key) => store.commit([{ key, value: '1' }]))
    await Promise.all([first, ...rest])

    expect(batches).toEqual([
      { keys: ['a'], sync: true },
      { keys: ['b', 'c', 'd'], sync: true },
    ])
  })

  it('commit() flushes a change later if it may, and with the next that may not', async () => {
    const batches: { keys: string[]; sync: boolean }[] = []
    const db = new MemoryLevel()
    await db.open()
    const store = levelStore(watched(db, (keys, sync) => batches.push({ keys, sync })))

    await store.commit([{ key: 'a', value: '1' }], { flush: 'later' })
    const first = [...batches]
    void store.commit([{ key: 'b', value: '1' }], { flush: 'later' })
    await store.commit([{ key: 'c', value: '1' }])

    expect([first, store.peek('a')]).toEqual([[{ keys: ['a'], sync: false }], '1'])
    expect(batches.slice(1)).toEqual([{ keys: ['b', 'c'], sync: true }])
  })

  it('commit() rejects from then on and calls onFailure when the disk fails', async () => {
    const db = new MemoryLevel()
    await db.open()
    const failures: unknown[] = []
    const failing = { ...watched(db), batch: () => Promise.reject(new Error('disk full')) }
    const store = levelStore(failing, (error) => failures.push(error))

    const first = store.commit([{ key: 'a', value: '1' }])
    const second = store.commit([{ key: 'b', value: '1' }])

    await expect(first).rejects.toThrow('disk full')
    await expect(second).rejects.toThrow('disk full')
    await expect(store.commit([{ key: 'c', value: '1' }])).rejects.toThrow('disk full')
    expect(failures).toEqual([new Error('disk full')])
  })
})

describe('levelTable()', () => {
  it('removeExpired() deletes expired items with all their index keys, and nothing else', async () => {
    const clock = { now: new Date('2026-11-21T12:00:00Z') }
    const noonSeconds = clock.now.getTime() / 1000
    const db = new MemoryLevel()
    await db.open()
    const store = levelStore(db)
    const table = levelTable(store, {
      name: 'deliveries',
      shape: triedShape,
      now: () => clock.now,
    })
    const row = { marketplace: 'acme', position: '1', endpointKey: 'acme#1' }
    await table.write([
      { put: { pk: 'a', sk: '1', ...row, expiresAt: noonSeconds + 60 } },
      { put: { pk: 'b', sk: '1', ...row, expiresAt: noonSeconds + 61 } },
      { put: { pk: 'c', sk: '1', ...row } },
    ])

    clock.now = new Date('2026-11-21T12:01:00Z')
    const removed = await table.removeExpired()

    const keys: string[] = []
    for await (const [key] of store.scan('', '~')) keys.push(key)
    expect(removed).toBe(1)
    expect(keys.filter((key) => key.includes('a\u00001'))).toEqual([])
    expect(keys.filter((key) => key.startsWith('table/'))).toHaveLength(2)
  })
})

async function aStore() {
  const db = new MemoryLevel()
  await db.open()
  return levelStore(db)
}

function watched(
  db: Database,
  onBatch: (keys: string[], sync: boolean) => void = () => undefined,
): Database {
  return {
    open: () => db.open(),
    close: () => db.close(),
    getSync: (key) => db.getSync(key),
    iterator: (range) => db.iterator(range),
    batch: (operations, options) => {
      onBatch(
        operations.map(({ key }) => key),
        options.sync,
      )
      return db.batch(operations, options)
    },
  }
}
