import { join } from 'node:path'

import { ClassicLevel } from 'classic-level'

import { existingKeyFile } from '../adapters/common/key-file.ts'
import { backupPath } from '../adapters/embedded/backup-door.ts'
import { databaseFolder, namesIn, refuseIncomplete } from '../adapters/leveldb/damage.ts'
import { snapshotFrames } from '../adapters/leveldb/snapshot.ts'
import { signBackupToken } from '../adapters/sign-in/backup-tokens.ts'
import { tokenKeyName } from '../adapters/sign-in/own-tokens.ts'

type Place = { folder: string; port: number }

/**
 * The frames of a backup of the database in a folder: from the router that runs on it, or read from
 * the folder itself if none does.
 */
export async function* backupSource({ folder, port }: Place): AsyncGenerator<Uint8Array> {
  const running = await snapshotOfRouter({ folder, port })
  if (running !== undefined) {
    yield* running
    return
  }
  if (!(await namesIn(folder)).includes(databaseFolder)) {
    const hint = "run npm start first, or set POSTRIDER_DATA to the router's data folder"
    throw new Error(`Cannot back up: '${folder}' has no database; ${hint}`)
  }
  await refuseIncomplete(folder)
  const db = await openFolder({ folder, port })
  try {
    yield* snapshotFrames(db)
  } finally {
    await db.close()
  }
}

/** Undefined if no router of this folder answers on the port. */
async function snapshotOfRouter({ folder, port }: Place) {
  const key = await existingKeyFile(folder, tokenKeyName).catch(() => undefined)
  if (key === undefined || port === 0) return undefined
  const headers = { authorization: `Bearer ${await signBackupToken(key)}` }
  const response = await fetch(`http://127.0.0.1:${port}${backupPath}`, { headers }).catch(
    () => undefined,
  )
  if (response?.status === 409) throw new Error('Cannot back up: another backup is being made')
  if (response?.status === 200 && response.body !== null) return response.body
  await response?.body?.cancel()
  return undefined
}

async function openFolder({ folder, port }: Place): Promise<ClassicLevel> {
  const db = new ClassicLevel(join(folder, databaseFolder), { createIfMissing: false })
  await db.open().catch((error: unknown) => {
    if (!isLocked(error)) throw error
    throw new Error(
      `Cannot back up: a router runs on the data folder '${folder}', but not on port ${port}; ` +
        'set POSTRIDER_PORT to its port',
      { cause: error },
    )
  })
  return db
}

/** Whether another process has the database. */
export function isLocked(error: unknown): boolean {
  const { cause } = error as { cause?: NodeJS.ErrnoException }
  return cause?.code === 'LEVEL_LOCKED'
}
