import { chmod, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

import { openDataFolder } from '../../bin/data-folder.ts'
import { aUsedFolder, flipBits, removeFiles } from '../support/data-folder.ts'
import { aFolder } from '../support/process.ts'

describe('openDataFolder()', () => {
  let folder = ''
  let warnings: string[] = []
  const open = async () => {
    const { db } = await openDataFolder(folder, (line) => warnings.push(line))
    await db.close()
  }

  beforeEach(async () => {
    folder = await aUsedFolder()
    warnings = []
  })

  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('opens a complete folder without a warning', async () => {
    await open()

    expect(warnings).toEqual([])
  })

  it.each([
    ['db/CURRENT', () => removeFiles(folder, /^CURRENT$/), /run npm start -- --repair/],
    ['db/MANIFEST-', () => removeFiles(folder, /^MANIFEST/), /run npm start -- --repair/],
    ['db/', () => rm(join(folder, 'db'), { recursive: true }), /restore a backup/],
    [
      'db/CURRENT',
      async () => {
        await removeFiles(folder, /^CURRENT$/)
        await rm(join(folder, 'secrets.key'))
        await rm(join(folder, 'token.key'))
      },
      /run npm start -- --repair/,
    ],
  ])(
    'refuses a used folder without %s, and changes nothing in it',
    async (part, damage, remedy) => {
      await damage()
      const before = await filesIn(folder)

      const opening = open()

      await expect(opening).rejects.toThrow(`'${folder}' is damaged: ${part}`)
      await expect(opening).rejects.toThrow(remedy)
      expect(await filesIn(folder)).toEqual(before)
    },
  )

  it('refuses a used folder without secrets.key, and creates no other', async () => {
    await rm(join(folder, 'secrets.key'))

    const opening = open()

    await expect(opening).rejects.toThrow(`'${folder}' is damaged: secrets.key is missing`)
    expect(await readdir(folder)).not.toContain('secrets.key')
  })

  it('goes on where the first start of a new folder was interrupted', async () => {
    await rm(folder, { recursive: true })
    await open() // creates the database and the keys
    await rm(join(folder, 'secrets.key'))

    await open()

    expect(await readdir(folder)).toContain('secrets.key')
  })

  it('reports what LevelDB dropped from a damaged log, once', async () => {
    await flipBits(folder, /\.log$/)

    await open()
    await open()

    expect(warnings).toEqual([
      expect.stringMatching(/LevelDB dropped \d+ bytes of its log \(Corruption: checksum mismatch/),
    ])
    expect(warnings[0]).toContain("'A damaged folder' in docs/runbook.md")
  })

  it('makes everything that is its own private', async () => {
    await chmod(folder, 0o755)
    await chmod(join(folder, 'db'), 0o775)
    await chmod(join(folder, 'token.key'), 0o644)

    await open()

    expect(await sharedIn(folder)).toEqual([])
    expect(warnings).toEqual([expect.stringContaining('paths changed: 3')])
  })

  it('creates everything private under any umask', async () => {
    await rm(folder, { recursive: true })
    process.umask(0)

    await open()

    expect(await sharedIn(folder)).toEqual([])
    expect(await filesIn(folder)).toEqual(expect.arrayContaining(['db/CURRENT', 'db/LOG']))
  })

  it('leaves the permissions of a folder that has other files, and reports them', async () => {
    const shared = await aFolder()
    await writeFile(join(shared, 'other'), '')
    await chmod(join(shared, 'other'), 0o644)
    await chmod(shared, 0o755)

    const { db } = await openDataFolder(shared, (line) => warnings.push(line))
    await db.close()

    expect(await sharedIn(shared)).toEqual(['', 'other'])
    expect(warnings).toEqual([expect.stringContaining("files that are not the router's")])
    await rm(shared, { recursive: true })
  })
})

async function filesIn(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).sort()
}

/** The paths that others than the owner may use. */
async function sharedIn(folder: string): Promise<string[]> {
  const paths = ['', ...(await filesIn(folder))]
  const modes = await Promise.all(paths.map(async (path) => (await stat(join(folder, path))).mode))
  return paths.filter((_, at) => ((modes[at] ?? 0) & 0o077) !== 0)
}
