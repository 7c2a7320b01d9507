import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip } from 'node:zlib'

import { frame } from './backup-frames.ts'
import { type BackupHeader, formatVersion } from './backup-header.ts'

type BackupParts = {
  /** The router's version. */
  router: string
  createdAt: Date
  /** The bytes of the key files by their names. */
  keyFiles: ReadonlyMap<string, Buffer>
  /** The frames of a snapshot. */
  frames: AsyncIterable<Uint8Array>
}

/**
 * Writes a backup into a new file, with mode 0600: gzip of the header, the key files, the entries and
 * the SHA-256 of all of these. Throws if the file exists.
 */
export async function writeBackup(file: string, parts: BackupParts): Promise<void> {
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true })
  const gzip = createGzip({ level: constants.Z_BEST_SPEED })
  await pipeline(withChecksum(bytesOf(parts)), gzip, target)
}

async function* bytesOf({ router, createdAt, keyFiles, frames }: BackupParts) {
  const header: BackupHeader = {
    format: 'postrider-backup',
    version: formatVersion,
    router,
    createdAt: createdAt.toISOString(),
  }
  yield Buffer.from(`${JSON.stringify(header)}\n`)
  for (const [name, key] of keyFiles) yield frame('keyFile', Buffer.from(name), key)
  yield* frames
}

async function* withChecksum(parts: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  for await (const part of parts) {
    hash.update(part)
    yield part
  }
  yield hash.digest()
}
