import { once } from 'node:events'
import { request, type Server } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

import { listen } from '../../../adapters/embedded/http-server.ts'

describe('listen()', () => {
  let server: Server
  let port = 0
  let lines: unknown[] = []
  let targets: unknown[] = []

  beforeEach(async () => {
    lines = []
    targets = []
    const there = await listen({
      port: 0,
      handler: () => Promise.resolve({ statusCode: 204 }),
      beside: () => ({
        verify: () => Promise.resolve(undefined),
        answer: ({ url }) => {
          targets.push(url)
          return Promise.resolve(false)
        },
      }),
      log: (line) => void lines.push(line),
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
    ['is no HTTP', 'garbage\r\n\r\n', 400],
    [
      'has headers over 16 KiB',
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(17_000)}\r\n\r\n`,
      431,
    ],
  ])('answers what %s as a problem', async (_, sent, status) => {
    const socket = connect(port, '127.0.0.1')
    socket.end(sent)

    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')

    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(head).toContain('content-type: application/problem+json')
    expect(JSON.parse(body)).toMatchObject({ status, detail: expect.any(String) })
  })

  it.each(['/health?a=b', 'http://router.example.com/health?a=b'])(
    'takes the target %s as proxies and others write it',
    async (target) => {
      const socket = connect(port, '127.0.0.1')
      socket.end(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)

      expect(await text(socket)).toMatch(/^HTTP\/1.1 204 /)
      expect(targets).toEqual(['/health?a=b'])
    },
  )

  it('logs no error of ours when who sends a body hangs up', async () => {
    const begun = once(server, 'request')
    const call = request({ port, method: 'POST', headers: { 'content-length': 100 } })
    call.on('error', () => undefined)
    call.write('{')
    const [, response] = (await begun) as [unknown, NodeJS.EventEmitter]
    const closed = once(response, 'close')

    call.destroy()
    await closed
    await new Promise(setImmediate)

    expect(lines).toEqual([])
  })
})
