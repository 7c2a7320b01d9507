import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

import { ClassicLevel } from 'classic-level'

import { keyFile } from '../adapters/common/key-file.ts'
import {
  isShared,
  makeOnePrivate,
  makePrivate,
  privateFolder,
} from '../adapters/common/private-files.ts'
import {
  damageHeading,
  databaseFolder,
  droppedFrom,
  refuseIncomplete,
  restoringFolder,
} from '../adapters/leveldb/damage.ts'
import { checkKeyName } from '../adapters/leveldb/key-check.ts'
import { passwordFile } from '../adapters/sign-in/password.ts'
import { tokenKeyName } from '../adapters/sign-in/own-tokens.ts'

/** The name of the file of the key that seals secrets. */
export const secretsKeyName = 'secrets.key'

/** Four times LevelDB's default: under load it merges files less often. */
const bufferBytes = 16 * 1024 * 1024

/** The names of the key files in the folder. */
export const keyNames = [secretsKeyName, tokenKeyName]

/** What the router puts into its folder. */
const ourNames = [databaseFolder, restoringFolder, passwordFile, ...keyNames]

/**
 * Opens the database of a data folder, new or complete, and reads its keys. Only the owner
 * has access to what the process creates from here on. `warn` gets a line for each thing that is wrong
 * with the folder and does not keep the router from starting.
 */
export async function openDataFolder(folder: string, warn: (line: string) => void) {
  process.umask(0o077)
  await usable(folder, () => privateFolder(folder))
  await usable(folder, () => keepPrivate(folder, warn))
  await refuseIncomplete(folder)

  const database = join(folder, databaseFolder)
  const db = new ClassicLevel(database, { writeBufferSize: bufferBytes })
  await db.open()
  const dropped = await droppedFrom(database)
  if (dropped !== undefined) {
    warn(
      `The database was damaged: LevelDB dropped ${dropped.bytes} bytes of its log ` +
        `(${dropped.reasons.join(', ')}), and what was written with them is lost; see ${damageHeading}`,
    )
  }
  try {
    return { db, ...(await keysOf(db, folder)) }
  } catch (error) {
    await db.close()
    throw error
  }
}

/** A folder whose database is new gets new keys; a used one must have the key of its secrets. */
async function keysOf(db: ClassicLevel, folder: string) {
  const isUsed = db.getSync(checkKeyName) !== undefined
  if (isUsed && !(await readdir(folder)).includes(secretsKeyName)) {
    throw new Error(
      `Cannot start: the data folder '${folder}' is damaged: ${secretsKeyName} is missing, without ` +
        `which no stored secret opens; restore that file or a backup; see ${damageHeading}`,
    )
  }
  return usable(folder, async () => ({
    secretsKey: await keyFile(folder, secretsKeyName),
    tokenKey: await keyFile(folder, tokenKeyName),
  }))
}

/** Makes what is ours in the folder private; the folder itself only if nothing else is in it. */
async function keepPrivate(folder: string, warn: (line: string) => void): Promise<void> {
  const ours = ourNames.map((name) => makePrivate(join(folder, name)))
  const changed = (await Promise.all(ours)).reduce((sum, count) => sum + count, 0)
  const isOurs = (await readdir(folder)).every((name) => ourNames.includes(name))
  const all = changed + (isOurs ? await makeOnePrivate(folder) : 0)
  if (all > 0)
    warn(
      `Others had access to the data folder '${folder}'; now only its owner has (paths changed: ${all})`,
    )
  if (!isOurs && (await isShared(folder))) {
    warn(
      `Others have access to the data folder '${folder}', which has files that are not the router's`,
    )
  }
}

async function usable<T>(folder: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw new Error(`Cannot start: the data folder '${folder}' cannot be used: ${String(error)}`, {
      cause: error,
    })
  }
}
