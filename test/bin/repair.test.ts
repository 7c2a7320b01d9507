import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { ClassicLevel } from 'classic-level'

import { countEntries, describeCounts } from '../../adapters/leveldb/count-entries.ts'
import { openDataFolder } from '../../bin/data-folder.ts'
import { repairFolder } from '../../bin/repair.ts'
import { aUsedFolder, flipBits, removeFiles } from '../support/data-folder.ts'

const everything =
  '700 rows (deliveries 300, events 400), 1 messages (deliveries 1), 1 dead letters (events 1)'

describe('repairFolder()', () => {
  let folder = ''
  let warnings: string[] = []
  const warn = (line: string) => warnings.push(line)
  const counts = async () => {
    const { db } = await openDataFolder(folder, warn)
    const text = describeCounts(await countEntries(db))
    await db.close()
    return text
  }

  beforeEach(async () => {
    folder = await aUsedFolder()
    warnings = []
  })

  afterEach(() => rm(folder, { recursive: true }))

  it.each([
    ['no CURRENT', () => removeFiles(folder, /^CURRENT$/)],
    ['no MANIFEST', () => removeFiles(folder, /^MANIFEST/)],
    ['a damaged MANIFEST', () => flipBits(folder, /^MANIFEST/)],
    ['a damaged CURRENT', () => flipBits(folder, /^CURRENT$/)],
    ['no damage', () => Promise.resolve()],
  ])('brings everything back with %s', async (_, damage) => {
    await damage()

    await repairFolder(folder, warn)

    expect(await counts()).toBe(everything)
    expect(warnings).toEqual([])
  })

  it('brings back what is readable of a damaged log, and reports the rest', async () => {
    await flipBits(folder, /\.log$/)

    await repairFolder(folder, warn)

    expect(await counts()).toMatch(/^[456]\d\d rows \(deliveries [12]\d\d, events 400\)/)
    expect(warnings).toEqual([
      expect.stringMatching(/^The repair dropped \d+ damaged bytes \(Corr/),
    ])
  })

  it('removes a row that cannot be read', async () => {
    const db = new ClassicLevel(join(folder, 'db'))
    await db.put('table/events/acme\0damaged', '{"pk":"ac')
    await db.close()

    await repairFolder(folder, warn)

    expect(await counts()).toBe(everything)
    expect(warnings).toEqual(['The repair removed 1 entries that cannot be read'])
  })

  it('keeps what it replaced', async () => {
    await removeFiles(folder, /^CURRENT$/)

    await repairFolder(folder, warn)

    expect((await readdir(join(folder, 'db', 'lost'))).join()).toMatch(/\.log,MANIFEST-/)
  })

  it('refuses a folder without a database', async () => {
    await rm(join(folder, 'db'), { recursive: true })

    await expect(repairFolder(folder, warn)).rejects.toThrow(`'${folder}' has no database`)

    expect(await readdir(folder)).not.toContain('db')
  })
})
