import { type IncomingMessage, request } from 'node:http'
import { createServer } from 'node:net'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AddressInfo, Socket } from 'node:net'

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

import { eventually } from '../support/eventually.ts'
import { freePort } from '../support/free-port.ts'
import { aFolder, readyUrl, run, type Running } from '../support/process.ts'
import { startReceiver } from '../support/receiver.ts'
import { apiOf } from '../support/router.ts'

describe('npm start', () => {
  let folder = ''
  const running: Running[] = []

  beforeEach(async () => {
    folder = await aFolder()
  })

  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGKILL')
      await ended
    }
    await rm(folder, { recursive: true, force: true })
  })

  const start = (args: string[] = [], env: Record<string, string> = {}) => {
    const router = run('local.ts', args, { POSTRIDER_DATA: folder, POSTRIDER_PORT: '0', ...env })
    running.push(router)
    return router
  }

  it('prints one line when it is ready, and the next steps', async () => {
    const router = start()

    const url = await readyUrl(router)

    const health = await fetch(`${url}/health`)
    expect(health.status).toBe(200)
    expect(router.stdout().match(/^Ready: http:\/\/127\.0\.0\.1:\d+$/gm)).toHaveLength(1)
    expect(router.stdout()).toContain('npm run demo')
    expect(router.stdout()).toContain('http and https on this machine')
  })

  it('shows the password of its users at the first start only', async () => {
    const shown = ({ stdout }: Running) => /with the password (.*)/.exec(stdout())?.[1]
    const first = start()
    await nextSteps(first)
    first.child.kill('SIGTERM')
    await first.ended

    const second = start()
    await nextSteps(second)

    expect(shown(first)).toMatch(/^[\w-]{16}$/)
    expect(shown(second)).toBe('of the first start (npm run password makes a new one)')
  })

  it('does not print the password that POSTRIDER_PASSWORD sets', async () => {
    const router = start([], { POSTRIDER_PASSWORD: 'correct-horse-battery' })
    await nextSteps(router)

    expect(router.stdout()).toContain('with the password in POSTRIDER_PASSWORD\n')
    expect(router.stdout()).not.toContain('correct-horse-battery')
  })

  it('takes a new password of `npm run password`, which prints it, or hashes the given one', async () => {
    await nextSteps(start())
    const hash = () => readFile(join(folder, 'password.hash'), 'utf8')
    const before = await hash()

    const made = await run('password.ts', [], { POSTRIDER_DATA: folder }).ended
    const between = await hash()
    const env = { POSTRIDER_DATA: folder, POSTRIDER_PASSWORD: 'correct-horse-battery' }
    const given = await run('password.ts', [], env).ended

    expect(made).toMatchObject({ code: 0, stderr: '' })
    expect(made.stdout).toMatch(/^[\w-]{16}\n$/)
    expect(given).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(new Set([before, between, await hash()]).size).toBe(3)
  })

  it.each([
    ['whose disk is full', '>/dev/full', 1],
    ['that is closed', '>&-', 0],
  ])('goes on with an output %s', async (_, redirection, atLeast) => {
    const port = await freePort()
    const router = spawn('sh', ['-c', `exec node --import tsx bin/local.ts ${redirection}`], {
      env: { ...process.env, POSTRIDER_DATA: folder, POSTRIDER_PORT: String(port) },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const url = `http://127.0.0.1:${port}`
    try {
      await eventually(() => fetch(`${url}/health`))

      await fetch(`${url}/webhooks`) // without a token, which is logged

      await eventually(async () => {
        const metrics = await (await fetch(`${url}/metrics`)).text()
        const lost = /^postrider_log_lines_lost (\d+)/m.exec(metrics)?.[1]
        expect(Number(lost)).toBeGreaterThanOrEqual(atLeast)
      })
      expect(router.exitCode).toBeNull()
    } finally {
      router.kill('SIGKILL')
      await once(router, 'close')
    }
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 on %s', async (signal) => {
    const router = start()
    await readyUrl(router)

    router.child.kill(signal)

    expect(await router.ended).toMatchObject({ code: 0, signal: null, stderr: '' })
  })

  it('goes on when the reader of its output is gone, and counts the lines that were lost', async () => {
    const router = start()
    const url = await readyUrl(router)
    const receiver = await startReceiver()
    const api = apiOf(url, () => tokenFor('acme', 'manager'))
    await api('POST', '/webhooks', { url: receiver.url, events: ['user.removed'] })
    router.child.stdout?.destroy()

    const { status } = await api('POST', '/events', {
      timestamp: 1,
      resource: { type: 'USER', uuid: 'u-1' },
      resourceAction: 'REMOVED',
    })

    await eventually(async () => {
      const metrics = await (await fetch(`${url}/metrics`)).text()
      expect(metrics).toContain('postrider_delivered_total{marketplace="acme"} 1\n')
      expect(metrics).toMatch(/^postrider_log_lines_lost [1-9]/m)
    })
    await receiver.close()
    router.child.kill('SIGTERM')
    expect(status).toBe(202)
    expect(await router.ended).toMatchObject({ code: 0, stderr: '' })
  })

  it('answers a request in flight before it ends', async () => {
    const router = start()
    const url = await readyUrl(router)
    const bearer = await tokenFor('acme', 'manager')
    const body = JSON.stringify({
      timestamp: 1,
      resource: { type: 'USER', uuid: 'u-1' },
      resourceAction: 'REMOVED',
    })
    const call = request(`${url}/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        'content-length': body.length,
      },
    })
    const answered = once(call, 'response').then(
      ([response]) => (response as IncomingMessage).statusCode,
    )
    call.write(body.slice(0, 10))
    const [socket] = (await once(call, 'socket')) as [Socket]
    if (socket.connecting) await once(socket, 'connect')
    await fetch(`${url}/health`) // it came after, so the first one has been begun too

    router.child.kill('SIGTERM')
    await refused(url)
    call.end(body.slice(10))

    expect(await answered).toBe(202)
    expect(await router.ended).toMatchObject({ code: 0 })
  })

  it('stores its keys readable only by their owner', async () => {
    await readyUrl(start())

    const modes = await Promise.all(
      ['secrets.key', 'token.key'].map(
        async (name) => (await stat(join(folder, name))).mode & 0o777,
      ),
    )

    expect(modes).toEqual([0o600, 0o600])
  })

  it.each([
    [{ POSTRIDER_RETRY_SCHEDULE: '5,soon' }, /Cannot read POSTRIDER_RETRY_SCHEDULE: '5,soon'/],
    [{ POSTRIDER_RETRY_SCHEDULE: '-1' }, /Cannot read POSTRIDER_RETRY_SCHEDULE/],
    [{ POSTRIDER_ALLOWED_HOSTS: 'a b' }, /Cannot read POSTRIDER_ALLOWED_HOSTS: 'a b'/],
    [{ POSTRIDER_ALLOWED_CIDRS: '10' }, /Cannot read POSTRIDER_ALLOWED_CIDRS: '10'/],
    [{ POSTRIDER_ARCHIVE: 's3' }, /Cannot start: POSTRIDER_ARCHIVE is set, and only AWS has/],
    [{ POSTRIDER_ALLOWED_PORTS: 'all' }, /Cannot read POSTRIDER_ALLOWED_PORTS: 'all'/],
    [
      { POSTRIDER_DATA: '/proc/nope/postrider' },
      /the data folder '\/proc\/nope\/postrider' cannot/,
    ],
    [{ POSTRIDER_RETRY_SCHEDULE: '9999999' }, /at most 14 days/],
    [{ POSTRIDER_PORT: 'http' }, /Cannot read POSTRIDER_PORT: 'http' is not a port/],
    [{ POSTRIDER_PORT: '70000' }, /Cannot read POSTRIDER_PORT: '70000' is not a port/],
  ])('ends with 1 and an error of one line with %j', async (env, line) => {
    const { code, stdout, stderr } = await start([], env).ended

    expect(code).toBe(1)
    expect(stderr).toMatch(line)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stdout).toBe('')
  })

  it('ends with 1 and an error when an option is unknown', async () => {
    const { code, stderr } = await start(['--stict']).ended

    expect(code).toBe(1)
    expect(stderr).toBe(
      "Cannot start: Unknown option '--stict'; it takes --strict, --redrive, --dev-page, --restore, and --repair\n",
    )
  })

  it('ends with 1 and an error when the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo

    const { code, stderr } = await start([], { POSTRIDER_PORT: String(port) }).ended
    other.close()

    expect(code).toBe(1)
    expect(stderr).toMatch(/the port \d+ is in use/)
  })

  it('ends with 1 and an error when another router has the folder', async () => {
    await readyUrl(start())

    const { code, stderr } = await start().ended

    expect(code).toBe(1)
    expect(stderr).toContain('another router')
  })

  it('ends with 1 and an error when the key is not the database’s', async () => {
    const first = start()
    await readyUrl(first)
    first.child.kill('SIGTERM')
    await first.ended
    await writeFile(join(folder, 'secrets.key'), Buffer.alloc(32, 7))

    const { code, stderr } = await start().ended

    expect(code).toBe(1)
    expect(stderr).toContain('secrets.key is not the key that this database was encrypted with')
  })

  it.each(['', ' '])('ends with 1 and an error when the folder is %j', async (name) => {
    const { code, stderr } = await start([], { POSTRIDER_DATA: name }).ended

    expect(code).toBe(1)
    expect(stderr).toContain('Cannot read POSTRIDER_DATA: it is empty')
  })

  it('ends with 1 and an error when the folder is a file', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')

    const { code, stderr } = await start([], { POSTRIDER_DATA: file }).ended

    expect(code).toBe(1)
    expect(stderr).toContain(`Cannot start: the data folder '${file}' cannot be used`)
  })

  it('rejects this machine as a destination with --strict', async () => {
    const router = start(['--strict'])
    const url = await readyUrl(router)
    const api = apiOf(url, () => tokenFor('acme', 'manager'))

    const answer = await api('POST', '/webhooks', {
      url: 'http://127.0.0.1:9000/',
      resource: 'USER',
      actions: ['ADDED'],
    })

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'url' }] } })
    expect(router.stdout()).toContain('only to public https URLs')
  })

  it('accepts a token, which is the only output of `npm run token`', async () => {
    const url = await readyUrl(start())

    const { code, stdout, stderr } = await token('acme', 'viewer').ended

    const answer = await apiOf(url, () => Promise.resolve(stdout.trim()))('GET', '/webhooks')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
    expect(answer).toMatchObject({ status: 200, body: { items: [] } })
  })

  it.each([
    ['acme', 'admin', /--role: 'admin' is not one of viewer, manager, producer/],
    ['', 'viewer', /--marketplace: '' is not 1 to 63 letters/],
    ['a/b', 'viewer', /--marketplace: 'a\/b' is not 1 to 63 letters/],
    ['acme', 'viewer', /has no token key; run npm start first/],
  ])('makes `npm run token` report the error of %j and %j', async (marketplace, role, line) => {
    const { code, stdout, stderr } = await token(marketplace, role).ended

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(line)
  })

  it('delivers the event of `npm run demo`, twice in a row, to the same webhook', async () => {
    const url = await readyUrl(start())
    const env = { POSTRIDER_DATA: folder, POSTRIDER_PORT: new URL(url).port }

    const first = await run('demo.ts', [], env).ended
    const second = await run('demo.ts', [], env).ended

    for (const { code, stdout, stderr } of [first, second]) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain('x-appdirect-webhook-token: demo-token')
      expect(stdout).toContain('"status": "successful"')
    }
    const api = apiOf(url, () => tokenFor('acme', 'manager'))
    const { body: webhooks } = await api('GET', '/webhooks')
    const { body: deliveries } = await api('GET', '/deliveries')
    expect(webhooks).toMatchObject({ items: [{ enabled: true, health: { state: 'healthy' } }] })
    expect(deliveries).toMatchObject({
      items: [{ status: 'successful' }, { status: 'successful' }],
    })
  })

  it('completes the order of `npm run demo -- integration`, twice in a row', async () => {
    const url = await readyUrl(start())
    const env = { POSTRIDER_DATA: folder, POSTRIDER_PORT: new URL(url).port }

    const first = await run('demo.ts', ['integration'], env).ended
    const second = await run('demo.ts', ['integration'], env).ended

    for (const { code, stdout, stderr } of [first, second]) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain('It sends the result a second later, and gets 200')
      expect(stdout).toContain('"status": "complete"')
    }
  })

  it('lets `npm run demo` enable its webhook again when it was disabled', async () => {
    const url = await readyUrl(start())
    const env = { POSTRIDER_DATA: folder, POSTRIDER_PORT: new URL(url).port }
    const api = apiOf(url, () => tokenFor('acme', 'manager'))
    const first = await run('demo.ts', [], env).ended
    const id = /The webhook (\S+) sends/.exec(first.stdout)?.[1] ?? ''
    await api('POST', `/webhooks/${id}/disable`)

    const second = await run('demo.ts', [], env).ended

    expect(second).toMatchObject({ code: 0, stderr: '' })
    expect(second.stdout).toContain(`The webhook ${id} sends`)
  })

  it('must be running for `npm run demo`, which otherwise ends with 1 and an error', async () => {
    const { code, stderr } = await run('demo.ts', [], {
      POSTRIDER_DATA: folder,
      POSTRIDER_PORT: '1',
    }).ended

    expect(code).toBe(1)
    expect(stderr).toBe('Cannot reach the router on http://127.0.0.1:1: start it with npm start\n')
  })

  it('keeps webhooks and their secrets over a restart, with only sealed secrets on disk', async () => {
    const receiver = await startReceiver()
    const before = start()
    const created = await apiOf(await readyUrl(before), () => tokenFor('acme', 'manager'))(
      'POST',
      '/webhooks',
      {
        url: receiver.url,
        resource: 'USER',
        actions: ['ADDED'],
        authentication: { type: 'TOKEN', token: 'correct-horse-battery' },
      },
    )
    before.child.kill('SIGTERM')
    await before.ended

    const api = apiOf(await readyUrl(start()), () => tokenFor('acme', 'manager'))
    await api('POST', '/events', {
      timestamp: 1,
      resource: { type: 'USER', uuid: 'u-1', content: {} },
      resourceAction: 'ADDED',
    })
    while (receiver.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    await receiver.close()

    expect(created.status).toBe(201)
    expect(receiver.requests[0]?.headers['x-appdirect-webhook-token']).toBe('correct-horse-battery')
    expect(await grep(join(folder, 'db'), 'correct-horse-battery')).toEqual([])
  })

  const token = (marketplace: string, role: string) =>
    run('token.ts', ['--marketplace', marketplace, '--role', role], { POSTRIDER_DATA: folder })

  const tokenFor = async (marketplace: string, role: string) =>
    (await token(marketplace, role).ended).stdout.trim()
})

/** Waits for the last line that is printed at the start. */
async function nextSteps(router: Running): Promise<void> {
  await readyUrl(router)
  await eventually(() => {
    expect(router.stdout()).toContain('npm run --silent token')
  })
}

/** Resolves when new connections are refused. */
async function refused(url: string): Promise<void> {
  while (
    await fetch(`${url}/health`).then(
      () => true,
      () => false,
    )
  ) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** The files of a folder that contain a text. */
async function grep(folder: string, text: string): Promise<string[]> {
  const { readdir } = await import('node:fs/promises')
  const names = await readdir(folder)
  const found = await Promise.all(
    names.map(async (name) => ((await readFile(join(folder, name))).includes(text) ? [name] : [])),
  )
  return found.flat()
}
