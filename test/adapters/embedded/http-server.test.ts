import { once } from 'node:events'
import { type IncomingMessage, request, type Server } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

import { listen } from '../../../adapters/embedded/http-server.ts'
import { eventually } from '../../support/eventually.ts'
import { schemaErrorsOf } from '../../support/openapi-document.ts'
import { aRouter, type TestRouter } from '../../support/router.ts'

describe('listen()', () => {
  let server: Server
  let port = 0
  let lines: unknown[] = []
  let targets: unknown[] = []
  let fails: Error | undefined

  beforeEach(async () => {
    lines = []
    targets = []
    fails = undefined
    const there = await listen({
      port: 0,
      serve: () => ({
        fetch: () => Promise.resolve(new Response(null, { status: 204 })),
        answer: ({ url }) => {
          targets.push(url)
          return fails === undefined ? Promise.resolve(false) : Promise.reject(fails)
        },
        isOwnHost: (host) => host !== 'evil.example.com',
      }),
      log: (line) => void lines.push(line),
      maxArrivalMs: 200,
    })
    server = there.server
    port = Number(new URL(there.url).port)
  })

  afterEach(async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })

  it.each([
    ['is not HTTP', 'garbage\r\n\r\n', 400],
    [
      'has headers over 16 KiB',
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(17_000)}\r\n\r\n`,
      431,
    ],
  ])('answers with a problem when the request %s', async (_, sent, status) => {
    const socket = connect(port, '127.0.0.1')
    socket.end(sent)

    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')

    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(head).toContain('content-type: application/problem+json')
    expect(JSON.parse(body)).toMatchObject({ status, detail: expect.any(String) })
  })

  it.each(['/health?a=b', 'http://router.example.com/health?a=b'])(
    'accepts the target %s, in origin or absolute form',
    async (target) => {
      const socket = connect(port, '127.0.0.1')
      socket.end(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)

      expect(await text(socket)).toMatch(/^HTTP\/1.1 204 /)
      expect(targets).toEqual(['/health?a=b'])
    },
  )

  it.each([
    ['whose Host is malformed', 'GET / HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n', 400],
    ['whose path has a backslash', 'GET /a\\b HTTP/1.0\r\n\r\n', 400],
    ['without a Host, as HTTP/1.0 allows', 'GET / HTTP/1.0\r\n\r\n', 204],
  ])('answers a request %s', async (_, sent, status) => {
    const socket = connect(port, '127.0.0.1')
    socket.end(sent)

    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')

    expect(head).toMatch(new RegExp(`^HTTP/1.[01] ${status} `))
    expect(head.includes('application/problem+json')).toBe(status === 400)
    expect(body === '').toBe(status === 204)
  })

  it.each([
    ['the header', 'GET / HTTP/1.1\r\nhost: evil.example.com\r\nconnection: close\r\n\r\n'],
    ['the target', 'GET http://evil.example.com/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
  ])('answers 421 when %s names the host of another server', async (_, sent) => {
    const socket = connect(port, '127.0.0.1')
    socket.end(sent)

    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')

    expect(head).toMatch(/^HTTP\/1.1 421 Misdirected Request/)
    expect(JSON.parse(body)).toMatchObject({ status: 421, title: 'Misdirected Request' })
    expect(schemaErrorsOf(JSON.parse(body), { $ref: '#/components/schemas/Problem' })).toEqual([])
    expect(targets).toEqual([])
  })

  it.each([
    ['nothing', ''],
    ['half of its headers', 'POST / HTTP/1.1\r\nhost: x\r\n'],
    ['half of its body', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{'],
    ['a chunk', 'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n'],
  ])('ends a connection on which only %s arrives in time', async (_, sent) => {
    fails = new Error('never asked')
    const socket = connect(port, '127.0.0.1')
    socket.write(sent)

    const answered = await text(socket)

    expect(answered).toMatch(/^(HTTP\/1.1 (408|500) |$)/)
  })

  it('waits ten seconds for a request, and looks every second', async () => {
    const { server: usual } = await listen({
      port: 0,
      serve: () => ({
        fetch: () => Promise.reject(new Error('unused')),
        answer: () => Promise.resolve(true),
        isOwnHost: () => true,
      }),
      log: () => undefined,
    })
    usual.close()

    expect([usual.headersTimeout, usual.requestTimeout]).toEqual([10_000, 10_000])
  })

  it("answers 500 when the page's handler throws, and logs the error", async () => {
    fails = new Error('the disk is full')

    const answer = await globalThis.fetch(`http://127.0.0.1:${port}/`)

    expect(answer.status).toBe(500)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({ status: 500, title: 'Internal Server Error' })
    expect(lines).toEqual([{ level: 'ERROR', message: 'Cannot respond: Error: the disk is full' }])
  })

  it('goes on when a connection cannot be accepted', () => {
    server.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' }))

    expect(server.listening).toBe(true)
    expect(lines).toEqual([
      { level: 'ERROR', message: 'Cannot accept a connection: Error: accept EMFILE' },
    ])
  })
})

describe('the API behind listen()', () => {
  let router: TestRouter
  let port = 0

  beforeEach(async () => {
    router = await aRouter()
    port = Number(new URL(router.url).port)
  })

  afterEach(() => router.stop())

  const headers = async () => ({
    authorization: `Bearer ${await router.token('manager')}`,
    'content-type': 'application/json',
  })

  it('logs no error when a client disconnects before its body is complete', async () => {
    const call = request({
      port,
      path: '/events',
      method: 'POST',
      headers: { ...(await headers()), 'content-length': 100 },
    })
    call.on('error', () => undefined)
    call.write('{')
    await router.get('/health') // it came after, so the first one has been begun too

    call.destroy()
    await router.get('/health')
    await new Promise((resolve) => setTimeout(resolve, 50))

    expect(router.lines).toEqual([])
  })

  it.each([
    ['takes', 200, 202],
    ['refuses', 262_145, 413],
  ])('%s a body in chunks of %i bytes together', async (_, length, status) => {
    const event = { timestamp: 1, resource: { type: 'USER', uuid: '1' }, resourceAction: 'REMOVED' }
    const call = request({ port, path: '/events', method: 'POST', headers: await headers() })
    const answered = once(call, 'response') as Promise<[IncomingMessage]>

    for (const chunk of JSON.stringify(event)
      .padEnd(length)
      .match(/.{1,50000}/gs) ?? []) {
      call.write(chunk)
    }
    call.end()
    const [response] = await answered

    expect([response.statusCode, await text(response)]).toEqual([status, expect.any(String)])
  })

  it.each([
    ['without a token', 'Bearer', 401],
    ['with a token that lacks the scope', 'viewer', 403],
  ])('refuses a request %s before its body arrives, and logs that', async (_, role, status) => {
    const token = role === 'viewer' ? await router.token('viewer') : 'secret-of-somebody'
    const sent = { authorization: `Bearer ${token}`, 'content-length': 100_000 }
    const call = request({ port, path: '/events?x=1', method: 'POST', headers: sent })
    call.on('error', () => undefined)
    const answered = once(call, 'response') as Promise<[IncomingMessage]>
    call.write('{')
    const [response] = await answered
    call.destroy()

    expect(response.statusCode).toBe(status)
    expect(router.lines).toMatchObject([
      { level: 'WARN', message: 'request refused', status, method: 'POST', path: '/events' },
    ])
    expect(router.lines).toMatchObject([{ address: '127.0.0.1', reason: expect.any(String) }])
    expect(JSON.stringify(router.lines)).not.toContain(token)
  })

  it('logs few of many refused requests', async () => {
    for (let count = 0; count < 50; count += 1) await router.get('/webhooks')

    expect(router.lines.length).toBeGreaterThan(0)
    expect(router.lines.length).toBeLessThan(10)
  })

  it('holds the bodies of anonymous vendors up to 8 MiB, and answers 503 to further ones', async () => {
    const head = `POST /oauth2/token HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-length: 65536\r\n`
    const waiting = Array.from({ length: 128 }, () => connect(port, '127.0.0.1'))
    for (const socket of waiting) socket.write(`${head}\r\n`)
    await router.get('/health') // it came after, so the others have been begun too

    const one = connect(port, '127.0.0.1')
    one.write(`${head}connection: close\r\n\r\n`)
    const [refused] = (await once(one, 'data')) as [Buffer]
    one.destroy()
    for (const socket of waiting) socket.destroy()

    expect(String(refused)).toMatch(/^HTTP\/1.1 503 /)
    await eventually(async () => {
      const answer = await globalThis.fetch(`${router.url}/oauth2/token`, { method: 'POST' })
      expect(answer.status).not.toBe(503)
    })
  })

  it.each(['/webhooks', '/', '/sign-in/auth', '/metrics', '/oauth2/token', '/health'])(
    'answers 421 to %s for another host, whatever a proxy forwards',
    async (path) => {
      const socket = connect(port, '127.0.0.1')
      socket.end(
        `GET ${path} HTTP/1.1\r\nhost: evil.example.com:${port}\r\n` +
          `x-forwarded-host: 127.0.0.1:${port}\r\nconnection: close\r\n\r\n`,
      )

      expect(await text(socket)).toMatch(/^HTTP\/1.1 421 /)
    },
  )

  it('answers a GET with a body, and ignores the body', async () => {
    const sent = { ...(await headers()), 'content-length': 2 }
    const call = request({ port, path: '/me', method: 'GET', headers: sent })
    const answered = once(call, 'response') as Promise<[IncomingMessage]>
    call.end('{}')
    const [response] = await answered

    expect([response.statusCode, JSON.parse(await text(response))]).toMatchObject([
      200,
      { marketplace: 'acme' },
    ])
  })
})
