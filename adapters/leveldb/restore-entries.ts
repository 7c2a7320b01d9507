import type { ClassicLevel } from 'classic-level'

import { readBackup } from './read-backup.ts'

/** Writes the entries of a backup, which was checked, into an empty database. */
export async function restoreEntries(db: ClassicLevel, file: string): Promise<void> {
  for await (const frames of readBackup(file)) {
    const batch = db.batch()
    for (const { kind, name, value } of frames) {
      if (kind === 'entry')
        batch.put(name, value, { keyEncoding: 'buffer', valueEncoding: 'buffer' })
    }
    // Each is flushed: LevelDB does not flush one log before it begins the next.
    await batch.write({ sync: true })
  }
}
