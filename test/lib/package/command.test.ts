import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { build } from 'esbuild'

import { pathOf } from '../../../lib/bundle.ts'
import { moduleOptions } from '../../../lib/package/module-options.ts'

describe('The command of the package', () => {
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(pathOf('node_modules/.command-')) // next to the packages that it imports
    const entryPoints = { postrider: pathOf('bin/postrider.ts') }
    await build({ ...moduleOptions, entryPoints, outdir: folder })
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  const run = (...args: string[]) => {
    const env = { POSTRIDER_URL: 'http://127.0.0.1:1', POSTRIDER_TOKEN: 'prk_x' }
    return spawnSync(process.execPath, ['postrider.js', ...args], {
      ...{ cwd: folder, env, encoding: 'utf8' },
    })
  }

  it('explains its use', () => {
    const { status, stdout } = run('--help')

    expect([status, stdout]).toEqual([0, expect.stringContaining('postrider apply -f')])
  })

  it('reads YAML, and says that it cannot reach the API', () => {
    writeFileSync(join(folder, 'webhooks.yaml'), 'webhooks: [{ description: CRM }]')

    const { status, stderr } = run('apply', '-f', 'webhooks.yaml')

    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^Cannot call the API: .*bad port|ECONNREFUSED/),
    ])
  })
})
