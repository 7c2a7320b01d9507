import { open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

import { existingKeyFile } from '../../adapters/common/key-file.ts'
import { signBackupToken } from '../../adapters/sign-in/backup-tokens.ts'
import { signOperatorToken } from '../../adapters/sign-in/own-tokens.ts'
import { flipBits, removeFiles } from '../support/data-folder.ts'
import { aFolder, readyUrl, run, type Running } from '../support/process.ts'
import { apiOf } from '../support/router.ts'

describe('npm run backup', () => {
  let place = ''
  let folder = ''
  let file = ''
  const running: Running[] = []

  beforeEach(async () => {
    place = await aFolder()
    folder = join(place, 'data')
    file = join(place, 'backup')
  })

  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGKILL')
      await ended
    }
    await rm(place, { recursive: true })
  })

  const start = (args: string[] = []) => {
    const router = run('local.ts', args, { POSTRIDER_DATA: folder, POSTRIDER_PORT: '0' })
    running.push(router)
    return router
  }
  const backUp = (port: string, args: string[] = []) =>
    run('backup.ts', [file, ...args], { POSTRIDER_DATA: folder, POSTRIDER_PORT: port }).ended
  const token = async () =>
    (
      await run('token.ts', ['--marketplace', 'acme', '--role', 'manager'], {
        POSTRIDER_DATA: folder,
      }).ended
    ).stdout.trim()
  const stop = async (router: Running) => {
    router.child.kill('SIGTERM')
    await router.ended
  }

  it('backs up the running router, and npm start -- --restore brings it back', async () => {
    const router = start()
    const url = await readyUrl(router)
    await apiOf(url, token)('POST', '/webhooks', {
      url: 'http://127.0.0.1:9/',
      events: ['user.removed'],
    })

    const backup = await backUp(new URL(url).port)
    await stop(router)
    await rm(folder, { recursive: true })
    const restored = start(['--restore', file])

    const { body } = await apiOf(await readyUrl(restored), token)('GET', '/webhooks')
    expect(backup).toMatchObject({ code: 0, stderr: '' })
    expect(backup.stdout).toMatch(/^Backed up '.+' to '.+': \d+ entries, with the keys/)
    expect(restored.stdout()).toMatch(/^Restored: \d+ rows \(.*webhooks \d+\), 0 messages, 0 dead/m)
    expect(body).toMatchObject({ items: [{ url: 'http://127.0.0.1:9/' }] })
  })

  it('reads the folder itself when no router runs, and leaves out the keys if asked', async () => {
    const router = start()
    await readyUrl(router)
    await stop(router)

    const { code, stdout } = await backUp('1', ['--without-keys'])

    expect(code).toBe(0)
    expect(stdout).toMatch(/\d+ entries, without keys\n$/)
  })

  it('asks for the port of a router that has the folder, and leaves no file', async () => {
    await readyUrl(start())

    const { code, stderr } = await backUp('1')

    expect(code).toBe(1)
    expect(stderr).toContain('but not on port 1; set POSTRIDER_PORT to its port')
    expect(await readdir(place)).toEqual(['data'])
  })

  it.each([
    [[], /Cannot back up: '.+' has no database; run npm start first/],
    [['another'], /Cannot back up: name one file to write/],
  ])('ends with 1 and an error with %j', async (args, message) => {
    const { code, stderr } = await backUp('1', args)

    expect(code).toBe(1)
    expect(stderr).toMatch(message)
    expect(await readdir(place)).toEqual([])
  })

  it('is the only one that the router gives a backup to', async () => {
    const url = await readyUrl(start())
    const key = await existingKeyFile(folder, 'token.key')
    const right = await signBackupToken(key)
    const statusOf = async (bearer: string, headers: Record<string, string> = {}) => {
      const all = { ...(bearer !== '' && { authorization: `Bearer ${bearer}` }), ...headers }
      const response = await fetch(`${url}/backup`, { headers: all })
      await response.arrayBuffer()
      return response.status
    }

    const statuses = {
      right: await statusOf(right),
      none: await statusOf(''),
      operator: await statusOf(await signOperatorToken(key)),
      manager: await statusOf(await token()),
      otherKey: await statusOf(await signBackupToken(Buffer.alloc(32, 1))),
      page: await statusOf(right, { origin: 'https://example.com' }),
      api: (await apiOf(url, () => Promise.resolve(right))('GET', '/webhooks')).status,
    }

    expect(statuses).toEqual({
      right: 200,
      none: 401,
      operator: 401,
      manager: 401,
      otherKey: 401,
      page: 403,
      api: 401,
    })
  })

  it.each([
    ['names damage', () => flipBits(folder, /^MANIFEST/), /the database is damaged \(Corruption: /],
    ['names what is missing', () => removeFiles(folder, /^CURRENT$/), /db\/CURRENT is missing/],
  ])('npm start %s, and --repair brings everything back', async (_, damage, message) => {
    const router = start()
    await readyUrl(router)
    await stop(router)
    await damage()

    const refused = await start().ended
    const repaired = start(['--repair'])
    await readyUrl(repaired)

    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toMatch(message)
    expect(refused.stderr).not.toContain('another router')
    expect(repaired.stdout()).toMatch(/^Repaired: \d+ rows/m)
  })

  it('npm start warns of what LevelDB dropped from a damaged log', async () => {
    const router = start()
    await readyUrl(router)
    router.child.kill('SIGKILL')
    await router.ended
    const [log = ''] = (await readdir(join(folder, 'db'))).filter((name) => name.endsWith('.log'))
    const handle = await open(join(folder, 'db', log), 'r+')
    await handle.write('XXXX', 10)
    await handle.close()

    const damaged = start()
    await readyUrl(damaged)
    await stop(damaged)

    expect((await damaged.ended).stderr).toMatch(/^Warning: .*LevelDB dropped \d+ bytes of its log/)
  })

  it('npm start -- --repair refuses the folder of a running router', async () => {
    await readyUrl(start())

    const { code, stderr } = await start(['--repair']).ended

    expect(code).toBe(1)
    expect(stderr).toContain('a router runs on the data folder')
  })
})
