import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The heading of docs/runbook.md about damage, as messages quote it. */
export const damageHeading = "'A damaged folder' in docs/runbook.md"

/** Where the database is in a data folder, and where a restore prepares it. */
export const databaseFolder = 'db'
export const restoringFolder = 'db.restoring'

const dataFileName = /\.(ldb|sst|log)$/

/**
 * Throws if files are missing that say where the data is: LevelDB would begin a new database and
 * delete the files of the old one. An empty or missing folder is a new one.
 */
export async function refuseIncomplete(folder: string): Promise<void> {
  const missing = await missingFrom(folder)
  if (missing === undefined) return
  const isRepairable = missing !== `${databaseFolder}/`
  const remedies = [
    ...(isRepairable ? ['run npm start -- --repair'] : []),
    'move the folder away and restore a backup with npm start -- --restore FILE',
    'or move it away to begin with a new one',
  ]
  throw new Error(
    `Cannot start: the data folder '${folder}' is damaged: ${missing} is missing, ` +
      `though other files are there; ${remedies.join(', ')}; see ${damageHeading}`,
  )
}

async function missingFrom(folder: string): Promise<string | undefined> {
  const names = await namesIn(folder)
  if (!names.includes(databaseFolder)) {
    const isUsed = names.some((name) => name.endsWith('.key') || name === restoringFolder)
    return isUsed ? `${databaseFolder}/` : undefined
  }
  const files = await namesIn(join(folder, databaseFolder))
  if (!files.includes('CURRENT')) {
    const isUsed =
      names.some((name) => name.endsWith('.key')) || files.some((name) => dataFileName.test(name))
    return isUsed ? `${databaseFolder}/CURRENT` : undefined
  }
  const current = await readFile(join(folder, databaseFolder, 'CURRENT'), 'utf8')
  const [manifest] = /^MANIFEST-\d+(?=\n$)/.exec(current) ?? []
  const isThere = manifest === undefined || files.includes(manifest) // LevelDB reports the former
  return isThere ? undefined : `${databaseFolder}/${manifest}`
}

/** The names in a folder; none if it does not exist. */
export function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(noneIfMissing)
}

function noneIfMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}

/** What LevelDB ignored when it opened a database. */
type Dropped = { bytes: number; reasons: readonly string[] }

/**
 * Reads what LevelDB dropped from its damaged logs when it last opened the database. It drops
 * damage without an error, and reports it only in its own file `LOG`, which each opening begins again.
 */
export async function droppedFrom(database: string): Promise<Dropped | undefined> {
  const lines = await readFile(join(database, 'LOG'), 'utf8').catch(() => '')
  const found = [...lines.matchAll(/dropping (\d+) bytes; (.+)$/gm)]
  if (found.length === 0) return undefined
  const reasons = new Set(found.map(([, , reason = '']) => reason))
  return {
    bytes: found.reduce((sum, [, bytes = '0']) => sum + Number(bytes), 0),
    reasons: [...reasons],
  }
}
