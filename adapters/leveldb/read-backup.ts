import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'

import { type Frame, readFrame } from './backup-frames.ts'
import { checkHeader } from './backup-header.ts'

const chunkBytes = 256 * 1024

/**
 * Reads the key files and entries of a backup, those of each chunk together. Throws if the file is not
 * a backup, is incomplete, or differs from its checksum, which only its end shows.
 */
export async function* readBackup(file: string): AsyncGenerator<Frame[]> {
  const gunzip = createGunzip({ chunkSize: chunkBytes })
  try {
    yield* framesIn(pipeline(createReadStream(file), gunzip, ignore))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`Cannot read the backup '${file}': ${reason}`, { cause: error })
  }
}

async function* framesIn(source: AsyncIterable<Buffer>): AsyncGenerator<Frame[]> {
  const hash = createHash('sha256')
  let rest = Buffer.alloc(0)
  let isHeaderRead = false
  let entries = 0
  let expected: number | undefined
  for await (const chunk of source) {
    rest = Buffer.concat([rest, chunk])
    if (expected !== undefined) continue // what follows is the checksum
    const headerBytes = isHeaderRead ? 0 : lengthOfHeader(rest)
    isHeaderRead = true
    const { frames, used } = framesAt(rest, headerBytes)
    hash.update(rest.subarray(0, used))
    rest = rest.subarray(used)
    entries += frames.filter(({ kind }) => kind === 'entry').length
    const last = frames.at(-1)
    if (last?.kind === 'end') expected = Number(last.value)
    yield frames.filter(({ kind }) => kind !== 'end')
  }
  if (expected === undefined) throw new Error('it is incomplete')
  if (expected !== entries || !rest.equals(hash.digest())) {
    throw new Error('it differs from its checksum')
  }
}

/** The length of the header, which the first chunk always has. */
function lengthOfHeader(bytes: Buffer): number {
  const end = bytes.indexOf('\n')
  checkHeader(bytes.toString('utf8', 0, Math.max(end, 0)))
  return end + 1
}

/** The complete frames from a position on, up to the last one; `used` is where they end. */
function framesAt(bytes: Buffer, from: number): { frames: Frame[]; used: number } {
  const frames: Frame[] = []
  let used = from
  for (;;) {
    const read = readFrame(bytes.subarray(used))
    if (read === undefined) return { frames, used }
    frames.push(read.frame)
    used += read.next
    if (read.frame.kind === 'end') return { frames, used }
  }
}

function ignore(): void {
  // The reader of the stream gets the error.
}
