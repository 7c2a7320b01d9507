import { once } from 'node:events'
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net'

import { afterEach, describe, expect, it } from '@jest/globals'

import { strict } from '../../support/strict-rules.ts'
import { httpsClient } from '../../../adapters/http-client/client.ts'
import type { Resolve } from '../../../adapters/http-client/name-resolver.ts'
import { ownClock } from '../../support/own-clock.ts'
import { type Answer, startReceiver, status } from '../../support/receiver.ts'

const loopback = { ...strict, loopback: true }

describe('httpsClient()', () => {
  const { pass, hasRead, endLimit } = ownClock()
  const closers: (() => unknown)[] = []

  afterEach(async () => {
    await Promise.all(closers.splice(0).map((close) => close()))
  })

  const aReceiver = async (answer?: Answer) => {
    const receiver = await startReceiver(answer)
    closers.push(receiver.close)
    return receiver
  }

  const aTcpServer = async (onSocket: (socket: Socket) => void) => {
    const sockets = new Set<Socket>()
    const server: Server = createTcpServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
      onSocket(socket)
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    closers.push(() => {
      sockets.forEach((socket) => socket.destroy())
      server.close()
    })
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  }

  const requestTo = (url: string) => ({
    url,
    headers: { 'content-type': 'application/json; charset=utf-8', 'webhook-id': '1' },
    body: '{"name":"Grüße"}',
  })

  it('sends the method, path, headers and body as they are', async () => {
    const { url, requests } = await aReceiver()

    const reply = await httpsClient(loopback)(requestTo(`${url}/hook?tenant=1`))

    expect(reply).toMatchObject({ kind: 'answered', status: 200 })
    expect(requests).toMatchObject([
      {
        method: 'POST',
        path: '/hook?tenant=1',
        headers: { 'content-length': '18', 'webhook-id': '1' },
        body: '{"name":"Grüße"}',
      },
    ])
  })

  it.each([200, 204, 302, 404, 410, 429, 500, 503])(
    'replies with status %i as it is',
    async (code) => {
      const { url } = await aReceiver(status(code))

      expect(await httpsClient(loopback)(requestTo(url))).toMatchObject({
        kind: 'answered',
        status: code,
      })
    },
  )

  it('follows no redirect', async () => {
    const target = await aReceiver()
    const { url } = await aReceiver((response) =>
      response.writeHead(307, { location: target.url }).end(),
    )

    await httpsClient(loopback)(requestTo(url))

    expect(target.requests).toEqual([])
  })

  it('reuses a connection', async () => {
    const sockets = new Set<unknown>()
    const { url } = await aReceiver((response) => {
      sockets.add(response.socket)
      response.end('ok')
    })
    const call = httpsClient(loopback)

    for (const path of ['/1', '/2', '/3']) await call(requestTo(`${url}${path}`))

    expect(sockets.size).toBe(1)
  })

  it('closes an idle connection that receives something', async () => {
    const closed = new Promise((resolve) => {
      void aTcpServer((socket) => {
        socket.once('data', () => socket.write('HTTP/1.1 204 No Content\r\n\r\n'))
        socket.on('close', resolve)
        opened = socket
      }).then(async (url) => {
        await httpsClient(loopback)(requestTo(url))
        opened?.write('HTTP/1.1 200 OK\r\n\r\n')
      })
    })
    let opened: Socket | undefined

    await closed
  })

  it('keeps at most maxIdle connections for reuse', async () => {
    const receivers = [await aReceiver(), await aReceiver(), await aReceiver()]
    const sockets = new Set<unknown>()
    const answer: Answer = (response) => {
      sockets.add(response.socket)
      response.end()
    }
    const last = await aReceiver(answer)
    const call = httpsClient(loopback, { maxIdle: 2 })
    for (const { url } of receivers) await call(requestTo(url))

    await call(requestTo(last.url))
    await call(requestTo(last.url))

    expect(sockets.size).toBe(2)
  })

  it('resends on a new connection when the reused one was closed', async () => {
    const { url, requests } = await aReceiver((response, number, { path }) => {
      if (path === '/reset' && number === 2) response.socket?.resetAndDestroy()
      else response.end()
    })
    const call = httpsClient(loopback)
    await call(requestTo(url))

    const reply = await call(requestTo(`${url}/reset`))

    expect(reply).toMatchObject({ kind: 'answered', status: 200 })
    expect(requests.map(({ path }) => path)).toEqual(['/', '/reset', '/reset'])
  })

  it('is unanswered by a timeout when no headers come in time', async () => {
    const { url } = await aReceiver(() => undefined)

    const calling = httpsClient(loopback)(requestTo(url), 5000)
    await hasRead(0)
    const reply = await endLimit(5000, calling)

    expect(reply).toMatchObject({ kind: 'unanswered', reason: 'timeout: headers' })
  })

  it('takes a response that came before the time limit although its timer fires first', async () => {
    const url = await aTcpServer((socket) =>
      socket.on('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
        pass(5000) // as after a stop of the process: nothing has been read meanwhile
      }),
    )

    const reply = await httpsClient(loopback)(requestTo(url), 5000)

    expect(reply).toMatchObject({
      kind: 'answered',
      status: 200,
      exchange: { response: { body: { text: 'ok' } } },
    })
  })

  it("replies with the headers' status when the body never ends", async () => {
    const { url } = await aReceiver((response) => {
      response.writeHead(200).write('and so on')
    })

    const calling = httpsClient(loopback)(requestTo(url), 5000)
    await hasRead(1)
    const reply = await endLimit(5000, calling)

    expect(reply).toMatchObject({ kind: 'answered', status: 200 })
  })

  it('is unanswered when the connection is refused', async () => {
    const { url, close } = await aReceiver()
    await close()

    const reply = await httpsClient(loopback)(requestTo(url))

    expect(reply).toMatchObject({ kind: 'unanswered', reason: 'connection: ECONNREFUSED' })
  })

  it('is unanswered when the connection is reset', async () => {
    const url = await aTcpServer((socket) => socket.on('data', () => socket.resetAndDestroy()))

    expect(await httpsClient(loopback)(requestTo(url))).toMatchObject({
      kind: 'unanswered',
      reason: 'connection: ECONNRESET',
    })
  })

  it('is unanswered when the response is not HTTP', async () => {
    const url = await aTcpServer((socket) =>
      socket.on('data', () => socket.end('SSH-2.0-OpenSSH\r\n\r\n')),
    )

    const reply = await httpsClient(loopback)(requestTo(url))

    expect(reply).toMatchObject({
      kind: 'unanswered',
      reason: expect.stringMatching(/^protocol: HPE_/),
    })
  })

  it('replies with the status when the receiver switches protocols', async () => {
    const url = await aTcpServer((socket) =>
      socket.on('data', () =>
        socket.write(
          'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
        ),
      ),
    )

    const reply = await httpsClient(loopback)(requestTo(url))

    expect(reply).toMatchObject({ kind: 'answered', status: 101 })
  })

  it('is unanswered when the receiver does not support TLS', async () => {
    const { url } = await aReceiver()

    const reply = await httpsClient(loopback)(requestTo(url.replace('http:', 'https:')))

    expect(reply.kind).toBe('unanswered')
  })

  it.each([
    'http://127.0.0.1:1/',
    'https://10.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/',
  ])('does not connect for %s under production rules', async (url) => {
    const reply = await httpsClient(strict)(requestTo(url))

    expect(reply).toMatchObject({ kind: 'unanswered', reason: expect.stringMatching(/^refused:/) })
  })

  it.each([
    ['this machine', ['127.0.0.1']],
    ['a private network', ['10.1.2.3']],
    ['a public and a private address', ['93.184.216.34', '192.168.1.1']],
    ['an IPv4-mapped private address', ['::ffff:169.254.169.254']],
  ])('does not connect when the name resolves to %s', async (_, addresses) => {
    const { url, requests } = await aReceiver()
    const lines: unknown[] = []
    const log = (line: unknown) => void lines.push(line)
    const call = httpsClient(strict, { resolve: resolvingTo(addresses), log })

    const reply = await call(requestTo(`https://crm.example.com:${new URL(url).port}/`))

    expect(reply).toMatchObject({ reason: 'refused: crm.example.com is not public' })
    expect(lines).toMatchObject([{ message: 'address refused', address: addresses.at(-1) }])
    expect(requests).toEqual([])
  })

  it('connects to the address that was checked', async () => {
    const { url, requests } = await aReceiver()
    const rules = { ...loopback, allowedHosts: ['crm.example.com'] }
    let asked = 0
    const call = httpsClient(rules, {
      resolve: (name) => {
        asked += 1
        return resolvingTo([asked === 1 ? '127.0.0.1' : '10.0.0.1'])(name)
      },
    })

    const reply = await call(requestTo(`http://crm.example.com:${new URL(url).port}/`))

    expect(reply).toMatchObject({ kind: 'answered', status: 200 })
    expect([asked, requests.length]).toEqual([1, 1])
  })

  it('is unanswered when the name has no address', async () => {
    const call = httpsClient(strict, { resolve: resolvingTo([]) })

    const reply = await call(requestTo('https://crm.example.com/'))

    expect(reply).toMatchObject({ kind: 'unanswered', reason: 'dns: ENODATA' })
  })

  it('is unanswered when DNS does not answer in time', async () => {
    const call = httpsClient(strict, { resolve: () => new Promise(() => undefined) })

    const reply = await endLimit(5000, call(requestTo('https://crm.example.com/'), 5000))

    expect(reply).toMatchObject({ kind: 'unanswered', reason: 'timeout: dns' })
  })

  it('measures all phases of a new connection, and only the response of a reused one', async () => {
    const { url } = await aReceiver()
    const rules = { ...loopback, allowedHosts: ['crm.example.com'] }
    const call = httpsClient(rules, { resolve: resolvingTo(['127.0.0.1']) })
    const request = requestTo(`http://crm.example.com:${new URL(url).port}/`)

    const replies = [await call(request), await call(request)]

    const measured = replies.map(({ exchange }) => Object.keys(exchange?.durations ?? {}))
    expect(measured).toEqual([
      ['dnsMs', 'connectMs', 'firstByteMs', 'totalMs'],
      ['firstByteMs', 'totalMs'],
    ])
    expect(replies).toMatchObject([
      { exchange: { address: '127.0.0.1' } },
      { exchange: { address: '127.0.0.1' } },
    ])
  })

  it.each(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM'])(
    'tries again after a second when this machine reports %s',
    async (code) => {
      const { url, requests } = await aReceiver()
      let asked = 0
      const resolve = () => {
        asked += 1
        if (asked === 1) return failing(code)('crm.example.com')
        return resolvingTo(['127.0.0.1'])('crm.example.com')
      }
      const call = httpsClient({ ...strict, allowedHosts: ['crm.example.com'] }, { resolve })

      const calling = call(requestTo(`http://crm.example.com:${new URL(url).port}/`))
      await soon(() => asked === 1)
      pass(1000)

      expect(await calling).toMatchObject({ kind: 'answered', status: 200 })
      expect(requests).toHaveLength(1)
    },
  )

  it('throws a LocalFault when this machine cannot send before the time limit', async () => {
    const call = httpsClient(strict, { resolve: failing('EMFILE') })

    const calling = call(requestTo('https://crm.example.com/'), 900)

    await expect(calling).rejects.toMatchObject({ name: 'Error', code: 'EMFILE' })
  })

  it.each([
    ['IPv4', '127.0.0.1', 'rejects'],
    ['IPv6, which this machine may not have', '2001:4860:4860::8888', 'resolves'],
  ] as const)('takes EADDRNOTAVAIL of %s', async (_, address, settles) => {
    const failure = Object.assign(new Error('connect'), { code: 'EADDRNOTAVAIL', address })
    const call = httpsClient(strict, { resolve: () => Promise.reject(failure) })

    const calling = call(requestTo('https://crm.example.com/'), 900)

    await expect(calling)[settles].toMatchObject({})
  })

  it('makes a GET without a body', async () => {
    const { url, requests } = await aReceiver()

    await httpsClient(loopback)({ method: 'GET', url, headers: {} })

    expect(requests).toMatchObject([{ method: 'GET', body: '' }])
    expect(requests[0]?.headers).not.toHaveProperty('content-length')
  })

  it('is unanswered when the name is unknown', async () => {
    const call = httpsClient(strict, {
      resolve: failing('ENOTFOUND'),
    })

    const reply = await call(requestTo('https://crm.example.com/'))

    expect(reply).toMatchObject({ kind: 'unanswered', reason: 'dns: ENOTFOUND' })
  })
})

function failing(code: string): Resolve {
  return () => Promise.reject(Object.assign(new Error('unknown'), { code }))
}

/** Waits, on the clock of Node.js, until the condition holds. */
async function soon(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate)
  await new Promise(setImmediate)
}

function resolvingTo(addresses: readonly string[]): Resolve {
  return () =>
    Promise.resolve(
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
}
