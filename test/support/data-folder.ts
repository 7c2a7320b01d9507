import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { ClassicLevel } from 'classic-level'

import { withChainedBatches } from '../../adapters/leveldb/batches.ts'
import { checkKey } from '../../adapters/leveldb/key-check.ts'
import { levelStore } from '../../adapters/leveldb/store.ts'
import { fileEncryption } from '../../adapters/embedded/file-encryption.ts'
import { openDataFolder } from '../../bin/data-folder.ts'
import { aFolder } from './process.ts'

/** The rows that `aUsedFolder` has in files of LevelDB, and those that it has in its log. */
const rows = { inFiles: 400, inLog: 300 }

/** A data folder of a router that has stopped: rows of two tables, a message and a dead letter. */
export async function aUsedFolder(): Promise<string> {
  const folder = await aFolder()
  await filled(folder, 'events', rows.inFiles)
  await filled(folder, 'deliveries', rows.inLog) // opening writes the former log to a file
  return folder
}

async function filled(folder: string, table: string, count: number): Promise<void> {
  const { db, secretsKey } = await openDataFolder(folder, () => undefined)
  const store = levelStore(withChainedBatches(db))
  await checkKey(store, fileEncryption(secretsKey))
  for (let number = 0; number < count; number += 1) {
    const value = JSON.stringify({ pk: 'acme', sk: String(number), text: 'x'.repeat(300) })
    const written = store.commit([{ key: `table/${table}/acme\0${number}`, value }])
    if (number % 50 === 0) await written // what is committed meanwhile is one record in the log
  }
  const message = JSON.stringify({ body: '{}', group: 'acme' })
  await store.commit([
    { key: 'queue/deliveries/1', value: message },
    { key: 'dead/events/1', value: message },
  ])
  await store.close()
}

/** All entries of a folder's database. */
export async function entriesOf(folder: string): Promise<[string, string][]> {
  const db = new ClassicLevel(join(folder, 'db'), { createIfMissing: false })
  const entries = await db.iterator().all()
  await db.close()
  return entries
}

/** The paths of the database's files whose names match. */
async function databaseFiles(folder: string, name: RegExp): Promise<string[]> {
  const names = await readdir(join(folder, 'db'))
  return names.filter((one) => name.test(one)).map((one) => join(folder, 'db', one))
}

export async function removeFiles(folder: string, name: RegExp): Promise<void> {
  for (const path of await databaseFiles(folder, name)) await rm(path)
}

/** Flips bits in the middle of each of these files. */
export async function flipBits(folder: string, name: RegExp): Promise<void> {
  for (const path of await databaseFiles(folder, name)) {
    const bytes = await readFile(path)
    const middle = Math.floor(bytes.length / 2)
    bytes.writeUInt32LE(~bytes.readUInt32LE(middle) >>> 0, middle)
    await writeFile(path, bytes)
  }
}
