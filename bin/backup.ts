import { readdir, rm } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'

import { existingKeyFile } from '../adapters/common/key-file.ts'
import { checkBackup } from '../adapters/leveldb/check-backup.ts'
import { writeBackup } from '../adapters/leveldb/write-backup.ts'
import { version } from '../core/values/version.ts'
import { backupSource } from './backup-source.ts'
import { keyNames } from './data-folder.ts'
import { exitWith, localSettings, readCommand } from './settings.ts'

/**
 * `npm run backup -- FILE`: writes the router's data, and its keys, into a new file, while it runs or
 * not. `--without-keys` leaves the keys out.
 */
async function main(): Promise<void> {
  process.umask(0o077)
  setPriority(constants.priority.PRIORITY_LOW) // deliveries come first
  const { values, positionals } = readCommand({ 'without-keys': { type: 'boolean' } })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) {
    throw new Error('Cannot back up: name one file to write, as in npm run backup -- FILE')
  }
  const { folder, port } = localSettings()
  const frames = backupSource({ folder, port })
  const names = values['without-keys'] === true ? [] : await keyNamesIn(folder)
  const keyFiles = new Map<string, Buffer>()
  for (const name of names) keyFiles.set(name, await existingKeyFile(folder, name))
  const parts = { router: version, createdAt: new Date(), keyFiles, frames }
  const { entries } = await writeBackup(file, parts)
    .then(() => checkBackup(file))
    .catch((error: unknown) => failed(file, error))
  const keys = keyFiles.size === 0 ? 'without keys' : 'with the keys, so keep it secret'
  console.log(`Backed up '${folder}' to '${file}': ${entries} entries, ${keys}`)
}

/** Those of the key files that the folder has; none if there is no folder. */
async function keyNamesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => [])
  return keyNames.filter((name) => names.includes(name))
}

/** Removes what is not a backup. */
async function failed(file: string, error: unknown): Promise<never> {
  if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
    throw new Error(`Cannot back up: '${file}' exists already`, { cause: error })
  }
  await rm(file, { force: true })
  throw error
}

main().catch(exitWith)
