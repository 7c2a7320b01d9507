import { once } from 'node:events'
import { PassThrough, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'

import { describe, expect, it } from '@jest/globals'

import { batchedLog } from '../../../adapters/common/console-log.ts'
import { eventually } from '../../support/eventually.ts'

/** More than is queued for a reader. */
const long = 'x'.repeat(9 * 1024 * 1024)

describe('batchedLog()', () => {
  it('writes lines as JSON objects, in order, several in one write', async () => {
    const output = new PassThrough()
    const { log, lostLines } = batchedLog(output)

    log({ message: 'one' })
    log({ message: 'two', level: 'ERROR' })

    const [chunk] = (await once(output, 'data')) as [Buffer]
    expect(linesOf(String(chunk))).toMatchObject([
      { level: 'INFO', message: 'one' },
      { level: 'ERROR', message: 'two' },
    ])
    expect(lostLines()).toBe(0)
  })

  it('counts lines that a stalled reader has no room for, and reports them when it reads again', async () => {
    const output = new PassThrough()
    const { log, lostLines } = batchedLog(output)
    log({ message: long })
    await eventually(() => {
      expect(output.writableLength).toBeGreaterThan(long.length)
    })

    log({ message: 'two' })
    log({ message: 'three' })
    await eventually(() => {
      expect(lostLines()).toBe(2)
    })
    const read = text(output)
    await eventually(() => {
      expect(output.writableLength).toBe(0)
    })
    log({ message: 'four' })
    await once(output, 'data')
    output.end()

    expect(linesOf(await read).slice(1)).toMatchObject([
      { level: 'WARN', message: 'log lines lost', lost: 2 },
      { message: 'four' },
    ])
  })

  it('counts the lines of a closed output, and goes on', async () => {
    const output = new Writable({
      autoDestroy: false, // as `process.stdout`
      write: (_chunk, _encoding, done) => {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
      },
    })
    const { log, lostLines } = batchedLog(output)

    log({ message: 'one' })
    log({ message: 'two' })

    await eventually(() => {
      expect(lostLines()).toBe(2)
    })
  })
})

function linesOf(written: string): unknown[] {
  return written
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}
