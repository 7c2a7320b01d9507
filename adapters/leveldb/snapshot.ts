import { setTimeout as pause } from 'node:timers/promises'

import type { ClassicLevel } from 'classic-level'

import { endFrame, frameParts } from './backup-frames.ts'

/** The size of a chunk: bounds the memory, and for how long other work waits. */
const chunkBytes = 128 * 1024
const chunkEntries = 250

/** Between two chunks, deliveries go on: at most 16 MB a second. */
const pauseMs = 8

/**
 * The entries of a database as frames of a backup, as they are when the first is read: an iterator of
 * LevelDB reads a snapshot. Changes that were not written yet are not in it. LevelDB reads each chunk
 * on another thread, and only when the former was taken.
 */
export async function* snapshotFrames(db: ClassicLevel): AsyncGenerator<Buffer> {
  const iterator = db.iterator<Buffer, Buffer>({
    keyEncoding: 'buffer',
    valueEncoding: 'buffer',
    highWaterMarkBytes: chunkBytes,
    fillCache: false,
  })
  let entries = 0
  try {
    for (;;) {
      const chunk = await iterator.nextv(chunkEntries)
      if (chunk.length === 0) break
      entries += chunk.length
      yield Buffer.concat(chunk.flatMap(([key, value]) => frameParts('entry', key, value)))
      await pause(pauseMs)
    }
  } finally {
    await iterator.close()
  }
  yield endFrame(entries)
}
