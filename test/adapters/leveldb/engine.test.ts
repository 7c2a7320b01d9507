import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { ClassicLevel } from 'classic-level'
import { MemoryLevel } from 'memory-level'

import { type DeadLetter } from '../../../adapters/leveldb/messages.ts'
import { levelQueue } from '../../../adapters/leveldb/queue.ts'
import { type Database, levelStore } from '../../../adapters/leveldb/store.ts'
import { levelTable } from '../../../adapters/leveldb/table.ts'
import { triedShape } from '../../conformance/table-world.ts'
import { describeQueue } from '../../conformance/queue.ts'
import { describeTable } from '../../conformance/table.ts'

const shape = triedShape

describeTable('LevelDB in memory', (now) => tableOn(new MemoryLevel(), now))

describeTable('LevelDB on disk', async (now) => {
  const folder = await mkdtemp(join(tmpdir(), 'postrider-'))
  const { table, close } = await tableOn(new ClassicLevel(folder), now)
  return {
    table,
    close: async () => {
      await close()
      await rm(folder, { recursive: true })
    },
  }
})

describeQueue('LevelDB', async () => {
  const db = new MemoryLevel()
  await db.open()
  const store = levelStore(db)
  const queue = await levelQueue(store, {
    name: 'deliveries',
    maxReceives: 5,
    retryMs: 10,
    places: { maxPerGroup: 10 },
    now: () => new Date(),
  })
  let seen = new Set<string>()
  const unseen = (letters: DeadLetter[]) => letters.filter(({ id }) => !seen.has(id))
  return {
    queue,
    receive: async () => {
      const received = queue.receive(10)
      await Promise.all(received.map((message) => queue.finish(message)))
      return received.map(({ body, group }) => ({ body, group }))
    },
    receiveDeadLetters: async () => {
      const letters = unseen(await queue.deadLetters())
      seen = new Set([...seen, ...letters.map(({ id }) => id)])
      return letters.map(({ body, group, reason }) => ({ body, group, reason }))
    },
    close: async () => {
      queue.close()
      await store.close()
    },
  }
})

async function tableOn(db: Database, now: () => Date) {
  await db.open()
  const store = levelStore(db)
  return { table: levelTable(store, { name: 'deliveries', shape, now }), close: store.close }
}
