import { rm } from 'node:fs/promises'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { aFolder, readyUrl, run, type Running } from '../support/process.ts'
import { apiOf } from '../support/router.ts'

/** The router and the commands of an operator, each in a process of its own. */
describe('npm run marketplaces', () => {
  let folder = ''
  let router: Running
  let env: Record<string, string> = {}
  let url = ''

  beforeAll(async () => {
    folder = await aFolder()
    router = run('local.ts', [], { POSTRIDER_DATA: folder, POSTRIDER_PORT: '0' })
    url = await readyUrl(router)
    env = { POSTRIDER_DATA: folder, POSTRIDER_PORT: new URL(url).port }
  })

  afterAll(async () => {
    router.child.kill('SIGKILL')
    await router.ended
    await rm(folder, { recursive: true, force: true })
  })

  const marketplaces = (...args: string[]) => run('marketplaces.ts', args, env).ended
  const tokenOf = async (...args: string[]) =>
    (await run('token.ts', args, env).ended).stdout.trim()

  it('adds a marketplace, once, and lists it', async () => {
    const added = await marketplaces('add', 'acme', '--description', 'Acme Cloud Store')
    const again = await marketplaces('add', 'Acme')
    const listed = await marketplaces('list')

    expect(added).toMatchObject({ code: 0, stdout: 'acme is registered\n', stderr: '' })
    expect(again).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `Cannot register the marketplace 'Acme': it differs from 'acme' only in case, "-" and "_"\n`,
    })
    expect(listed).toMatchObject({ code: 0, stderr: '' })
    expect(listed.stdout).toMatch(/^acme {2}\S+Z {2}Acme Cloud Store\n$/)
  })

  it('lists 1,000 marketplaces that an operator registered by the API', async () => {
    const token = await tokenOf('--role', 'operator')
    const api = apiOf(url, () => Promise.resolve(token))
    const names = Array.from({ length: 1000 }, (_, index) => `shop-${1000 + index}`)
    for (const name of names) {
      expect(await api('POST', '/marketplaces', { name })).toMatchObject({ status: 201 })
    }

    const { stdout } = await marketplaces('list')

    const listed = stdout.split('\n').map((line) => line.split(' ')[0] ?? '')
    expect(listed.filter((name) => name.startsWith('shop-'))).toEqual(names)
  })

  it("begins the audit log that the marketplace's manager reads", async () => {
    await marketplaces('add', 'globex')

    const token = await tokenOf('--marketplace', 'globex', '--role', 'manager')
    const { body } = await apiOf(url, () => Promise.resolve(token))('GET', '/audit')

    expect(body).toMatchObject({ items: [{ action: 'marketplace.created', by: 'operator' }] })
  })

  it.each([
    [[], 'Cannot start: say add and a name, or list'],
    [['remove', 'acme'], 'Cannot start: say add and a name, or list'],
    [['add', 'a', 'b'], 'Cannot start: say add and a name, or list'],
    [['list', '--all'], "Cannot start: Unknown option '--all'"],
    [['add', 'a/b'], 'Cannot accept the marketplace: name: must be 1 to 63 letters'],
  ])('ends with 1 and an error of one line for %j', async (args, line) => {
    const { code, stdout, stderr } = await marketplaces(...args)

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(line)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('ends with 1 and an error when no router is running', async () => {
    const other = { ...env, POSTRIDER_PORT: '1' }

    expect(await run('marketplaces.ts', ['list'], other).ended).toMatchObject({
      code: 1,
      stderr:
        'Cannot reach the router on http://127.0.0.1:1: start it with npm start, or name a deployment on AWS with --stack\n',
    })
  })

  it('needs no marketplace for `npm run token -- --role operator`', async () => {
    const args = ['--role', 'operator', '--marketplace', 'acme']

    expect(await run('token.ts', args, env).ended).toMatchObject({
      code: 1,
      stderr: 'Cannot create a token: an operator has no marketplace; omit --marketplace\n',
    })
  })
})
