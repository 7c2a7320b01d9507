import { cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { ClassicLevel } from 'classic-level'

import { snapshotFrames } from '../../adapters/leveldb/snapshot.ts'
import { writeBackup } from '../../adapters/leveldb/write-backup.ts'
import { restoreBackup } from '../../bin/restore.ts'
import { aUsedFolder, entriesOf } from '../support/data-folder.ts'
import { aFolder } from '../support/process.ts'

describe('a backup', () => {
  let folder = ''
  let target = ''
  let file = ''

  beforeEach(async () => {
    folder = await aUsedFolder()
    const place = await aFolder()
    target = join(place, 'restored')
    file = join(place, 'backup')
  })

  afterEach(async () => {
    await rm(folder, { recursive: true })
    await rm(join(target, '..'), { recursive: true })
  })

  const backUp = async (
    keyNames = ['secrets.key', 'token.key'],
    meanwhile?: () => Promise<void>,
  ) => {
    const db = new ClassicLevel(join(folder, 'db'))
    await db.open()
    const keyFiles = new Map<string, Buffer>()
    for (const name of keyNames) keyFiles.set(name, await readFile(join(folder, name)))
    const frames = withPause(snapshotFrames(db), async () => {
      await db.put('table/events/late', '{}')
      await meanwhile?.()
    })
    await writeBackup(file, { router: '0.1.0', createdAt: new Date(), keyFiles, frames })
    await db.del('table/events/late')
    await db.close()
  }

  it('restores every entry and the keys, as they were when it began', async () => {
    await backUp()

    await restoreBackup(target, file)

    expect(await entriesOf(target)).toEqual(await entriesOf(folder))
    for (const name of ['secrets.key', 'token.key']) {
      expect(await readFile(join(target, name))).toEqual(await readFile(join(folder, name)))
    }
    expect((await stat(join(target, 'secrets.key'))).mode & 0o777).toBe(0o600)
  })

  it('begins with a line that says what it is, and only its owner can read it', async () => {
    await backUp()

    const [header = ''] = gunzipSync(await readFile(file))
      .toString('latin1')
      .split('\n', 1)

    expect(JSON.parse(header)).toEqual({
      format: 'postrider-backup',
      version: 1,
      router: '0.1.0',
      createdAt: expect.any(String),
    })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('replaces no file', async () => {
    await writeFile(file, 'precious')

    await expect(backUp()).rejects.toThrow('EEXIST')

    expect(await readFile(file, 'utf8')).toBe('precious')
  })

  it('has no key without keys, and is restored next to the key files that it belongs to', async () => {
    await backUp([])
    await cp(join(folder, 'secrets.key'), join(target, 'secrets.key'))

    await restoreBackup(target, file)

    expect(gunzipSync(await readFile(file)).includes(await keyOf(folder))).toBe(false)
    expect(await entriesOf(target)).toEqual(await entriesOf(folder))
  })

  it('is not restored next to another key, nor without one', async () => {
    await backUp([])

    await expect(restoreBackup(target, file)).rejects.toThrow('the backup has no keys')
    await cp(join(folder, 'token.key'), join(target, 'secrets.key'))
    await expect(restoreBackup(target, file)).rejects.toThrow('secrets.key is not the key')

    expect(await readdir(target)).toEqual(['secrets.key'])
  })

  it.each(['db', 'secrets.key', 'notes.txt'])('is not restored where %s is', async (name) => {
    await backUp()
    await cp(file, join(target, name))

    await expect(restoreBackup(target, file)).rejects.toThrow(`is not empty, it has '${name}'`)

    expect(await readdir(target)).toEqual([name])
  })

  it.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    ['is cut off', (bytes) => bytes.subarray(0, bytes.length - 100), /unexpected end of file/],
    ['lacks its end', (bytes) => repacked(bytes, (all) => all.subarray(0, -50)), /incomplete/],
    ['lacks its checksum', (bytes) => repacked(bytes, (all) => all.subarray(0, -32)), /checksum/],
    ['has another value', (bytes) => repacked(bytes, changed), /checksum/],
    ['has an impossible length', (bytes) => repacked(bytes, lengthened), /impossible/],
    ['is of a newer format', (bytes) => repacked(bytes, newer), /it is of a newer router, 0.1.0/],
    ['is another file', () => Buffer.from('hello'), /incorrect header check/],
    ['is another file, packed', () => gzipSync('hello'), /it is not a backup/],
  ])('is not restored if it %s, and nothing is written', async (_, damage, message) => {
    await backUp()
    await writeFile(file, damage(await readFile(file)))

    await expect(restoreBackup(target, file)).rejects.toThrow(message)

    await expect(stat(target)).rejects.toThrow('ENOENT')
  })

  it('is read a piece at a time', async () => {
    const db = new ClassicLevel(join(folder, 'db'))
    await db.open()
    for (let number = 0; number < 40; number += 1) {
      await db.put(`table/events/big-${number}`, JSON.stringify('x'.repeat(100_000)))
    }
    const sizes: number[] = []

    for await (const chunk of snapshotFrames(db)) sizes.push(chunk.length)

    await db.close()
    expect(sizes.reduce((sum, size) => sum + size)).toBeGreaterThan(4_000_000)
    expect(Math.max(...sizes)).toBeLessThan(400_000)
  })
})

/** The same frames, with something done after the first. */
async function* withPause(frames: AsyncIterable<Buffer>, act: () => Promise<void>) {
  let isFirst = true
  for await (const one of frames) {
    yield one
    if (isFirst) await act()
    isFirst = false
  }
}

function keyOf(folder: string): Promise<Buffer> {
  return readFile(join(folder, 'secrets.key'))
}

function repacked(bytes: Buffer, change: (all: Buffer) => Buffer): Buffer {
  return gzipSync(change(gunzipSync(bytes)))
}

function changed(all: Buffer): Buffer {
  all.write('y', all.indexOf('xxxx'))
  return all
}

/** The first frame's name gets a length of 4 GB. */
function lengthened(all: Buffer): Buffer {
  all.writeUInt32BE(0xffffffff, all.indexOf('\n') + 2)
  return all
}

function newer(all: Buffer): Buffer {
  return Buffer.from(all.toString('latin1').replace('"version":1', '"version":2'), 'latin1')
}
