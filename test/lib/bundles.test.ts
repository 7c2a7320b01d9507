import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { variable } from '../../adapters/common/environment-variables.ts'
import { filesIn } from '../../adapters/common/files-in.ts'
import { aTemplate, environmentOf } from './a-stack.ts'
import { bundleEnvironment, theBundles } from './the-bundles.ts'

const outdir = mkdtempSync(join(tmpdir(), 'postrider-bundles-'))
let files: ReadonlyMap<string, string>

beforeAll(() => {
  files = theBundles(outdir)
}, 120_000)

afterAll(() => {
  rmSync(outdir, { recursive: true })
})

const template = aTemplate({ canary: 'on', archive: 's3' })

/** The variables that the stack gives a function, and no others. */
function environmentFor(name: string): Record<string, string> {
  const given = name === 'SignIn' ? {} : environmentOf(template, `${name}Function`)
  const isThere = ([key]: [string, string]) =>
    key in given || !Object.values<string>(variable).includes(key)
  return Object.fromEntries(Object.entries(bundleEnvironment).filter(isThere))
}

describe.each([
  'FanOut',
  'Deliver',
  'Wake',
  'ManagementApiAuthorizer',
  'ManagementApi',
  'Page',
  'SignIn',
  'Canary',
  'Archive',
])('The bundle of %s', (name) => {
  it('is small enough for a fast start, and contains no other engine', () => {
    const code = readFileSync(files.get(name) ?? '')

    expect(code.length).toBeLessThan(900_000)
    expect(code.toString()).not.toMatch(/LevelDB|classic-level|oidc-provider/)
  })

  it('loads on its own, with what the stack gives it, and exports a handler', async () => {
    const url = `file://${files.get(name) ?? ''}`
    const script = `console.log(typeof (await import(${JSON.stringify(url)})).handler)`

    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', script],
      { cwd: outdir, env: environmentFor(name) },
    )

    expect(stdout.trim()).toBe('function')
  })
})

it("The bundle of Page includes the page's files, without their compressed copies", async () => {
  const folder = join(dirname(files.get('Page') ?? ''), 'files')
  const page = [...(await filesIn('test/support/page'))]

  expect(page.filter(([name]) => /\.(br|gz)$/.test(name))).toHaveLength(2)
  expect([...(await filesIn(folder))]).toEqual(page.filter(([name]) => !/\.(br|gz)$/.test(name)))
})

it.each(['Deliver', 'ManagementApi'])(
  'The bundle of %s includes what evaluates JSONata',
  async (name) => {
    const script = `
    const child = require('node:child_process').fork('./evaluator.mjs', { env: {} })
    const limits = { ms: 10000, depth: 9, items: 9, bytes: 9 }
    child.once('message', () => {
      child.once('message', ({ json }) => { console.log(json); child.kill() })
      child.send({ expression: 'a + 1', input: '{"a":1}', limits })
    })`
    const cwd = dirname(files.get(name) ?? '')

    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { cwd })

    expect(stdout.trim()).toBe('2')
    expect(readFileSync(files.get(name) ?? '', 'utf8')).not.toContain('Unterminated string literal') // JSONata's
  },
)

it('The bundle of ManagementApi includes openapi.json as a separate file', () => {
  const bundle = files.get('ManagementApi') ?? ''
  const there = readFileSync(join(dirname(bundle), 'openapi.json'), 'utf8')

  expect(there).toBe(readFileSync('docs/openapi.json', 'utf8'))
  expect(readFileSync(bundle, 'utf8')).not.toContain('operationId')
})
