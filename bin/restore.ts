import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { ClassicLevel } from 'classic-level'

import { existingKeyFile } from '../adapters/common/key-file.ts'
import { privateFolder } from '../adapters/common/private-files.ts'
import { fileEncryption } from '../adapters/embedded/file-encryption.ts'
import { checkBackup } from '../adapters/leveldb/check-backup.ts'
import { databaseFolder, namesIn, restoringFolder } from '../adapters/leveldb/damage.ts'
import { verifyKey } from '../adapters/leveldb/key-check.ts'
import { restoreEntries } from '../adapters/leveldb/restore-entries.ts'
import { keyNames, secretsKeyName } from './data-folder.ts'

/**
 * Restores a backup into a folder that is empty or missing; for a backup without keys, its key files
 * must be there. Nothing is written before the whole backup was checked, and the database appears when
 * it is complete.
 */
export async function restoreBackup(folder: string, file: string): Promise<void> {
  process.umask(0o077)
  const { keyFiles, keyCheck } = await checkBackup(file)
  const isWithKeys = keyFiles.size > 0
  await refuseUsed(folder, isWithKeys ? [] : keyNames)
  const secretsKey = keyFiles.get(secretsKeyName) ?? (await keyIn(folder))
  if (keyCheck !== undefined) await verifyKey(keyCheck, fileEncryption(secretsKey).open)

  await privateFolder(folder)
  await fillDatabase(join(folder, restoringFolder), file)
  for (const name of keyNames) {
    const key = keyFiles.get(name)
    if (key !== undefined) await writeFile(join(folder, name), key, { flag: 'wx', flush: true })
  }
  await rename(join(folder, restoringFolder), join(folder, databaseFolder))
}

async function refuseUsed(folder: string, allowed: readonly string[]): Promise<void> {
  const used = (await namesIn(folder)).find((name) => !allowed.includes(name))
  if (used === undefined) return
  throw new Error(
    `Cannot restore: the data folder '${folder}' is not empty, it has '${used}'; ` +
      'move it away, or set POSTRIDER_DATA to another folder',
  )
}

function keyIn(folder: string): Promise<Buffer> {
  return existingKeyFile(folder, secretsKeyName).catch((cause: unknown) => {
    throw new Error(
      `Cannot restore: the backup has no keys, and '${folder}' has no ${secretsKeyName}; ` +
        'put the key files that belong to the backup there',
      { cause },
    )
  })
}

async function fillDatabase(location: string, file: string): Promise<void> {
  const db = new ClassicLevel(location)
  try {
    await db.open()
    await restoreEntries(db, file)
    await db.close()
  } catch (error) {
    await db.close()
    await rm(location, { recursive: true, force: true })
    throw error
  }
}
