import { join } from 'node:path'

import { ClassicLevel } from 'classic-level'

import { damageHeading, databaseFolder, droppedFrom, namesIn } from '../adapters/leveldb/damage.ts'
import { removeUnreadable } from '../adapters/leveldb/unreadable.ts'
import { isLocked } from './backup-source.ts'

/**
 * Makes a database of what can be read of a damaged one. LevelDB keeps what it replaced in `db/lost`.
 * `warn` gets a line about each loss.
 */
export async function repairFolder(folder: string, warn: (line: string) => void): Promise<void> {
  process.umask(0o077)
  const database = join(folder, databaseFolder)
  if ((await namesIn(database)).length === 0) {
    throw new Error(
      `Cannot repair: '${folder}' has no database; restore a backup, see ${damageHeading}`,
    )
  }
  const warnOfDropped = async () => {
    const dropped = await droppedFrom(database)
    if (dropped === undefined) return
    warn(`The repair dropped ${dropped.bytes} damaged bytes (${dropped.reasons.join(', ')})`)
  }
  await openOnce(folder)
  await warnOfDropped()
  await ClassicLevel.repair(database)
  await warnOfDropped()

  const db = new ClassicLevel(database, { createIfMissing: false })
  await db.open()
  const removed = await removeUnreadable(db)
  await db.close()
  if (removed > 0) warn(`The repair removed ${removed} entries that cannot be read`)
}

/**
 * Opens the database if it can be. It drops what is damaged in a log, by its checksums, which a repair
 * ignores; and it takes the lock, which a repair does not.
 */
async function openOnce(folder: string): Promise<void> {
  const db = new ClassicLevel(join(folder, databaseFolder), { createIfMissing: false })
  await db.open().catch((cause: unknown) => {
    if (!isLocked(cause)) return // it is too damaged
    throw new Error(`Cannot repair: a router runs on the data folder '${folder}'; stop it first`, {
      cause,
    })
  })
  await db.close()
}
