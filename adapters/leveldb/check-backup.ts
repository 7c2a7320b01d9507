import { checkKeyName } from './key-check.ts'
import { readBackup } from './read-backup.ts'

type BackupContents = {
  entries: number
  keyFiles: ReadonlyMap<string, Buffer>
  /** The value that only the database's secrets key opens. */
  keyCheck: string | undefined
}

/** Reads a whole backup; throws if it is not what was written. */
export async function checkBackup(file: string): Promise<BackupContents> {
  const keyFiles = new Map<string, Buffer>()
  let entries = 0
  let keyCheck: string | undefined
  for await (const frames of readBackup(file)) {
    for (const { kind, name, value } of frames) {
      if (kind === 'keyFile') keyFiles.set(name.toString(), Buffer.from(value))
      else if (name.equals(checkKey)) keyCheck = value.toString()
    }
    entries += frames.filter(({ kind }) => kind === 'entry').length
  }
  return { entries, keyFiles, keyCheck }
}

const checkKey = Buffer.from(checkKeyName)
