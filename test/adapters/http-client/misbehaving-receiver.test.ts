import type { Socket } from 'node:net'

import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'

import { httpsClient } from '../../../adapters/http-client/client.ts'
import { strict } from '../../support/strict-rules.ts'
import type { Reply } from '../../../core/deliveries/outcome.ts'
import { type Certificates, makeCertificates } from '../../support/certificates.ts'
import { eventually } from '../../support/eventually.ts'
import {
  behaviours,
  head,
  type Misbehaving,
  startAtAccept,
  startMisbehaving,
  startTls,
  tlsBehaviours,
} from '../../support/misbehaving-receiver.ts'
import { ownClock } from '../../support/own-clock.ts'

const rules = { ...strict, loopback: true }

const limitMs = 10_000

/**
 * The recorded reply, the stored body, and the number of connections that stay open for reuse. The
 * time limit passes once the client has read `lateAfterBytes`, or never.
 */
type Row = {
  reply: string
  lateAfterBytes?: number
  text?: string
  cut?: string
  stays?: number
  body?: string
}

const first64K = (letter: string) => letter.repeat(64 * 1024)

const rows: Record<keyof typeof behaviours, Row> = {
  'hangs before the headers': { reply: 'timeout: headers', lateAfterBytes: 0 },
  'sends its headers a byte a second': { reply: 'timeout: headers', lateAfterBytes: 20 },
  'sends headers, a part of the body and then silence': {
    reply: 'status 200',
    lateAfterBytes: 55,
    text: 'the first part',
    cut: 'time',
  },
  'sends the body a byte a second': { reply: 'status 200', lateAfterBytes: 45, cut: 'time' },
  'sends a body without an end': { reply: 'status 200', text: first64K('e'), cut: 'size' },
  'sends 100 MB': { reply: 'status 200', text: first64K('m'), cut: 'size' },
  'sends a gzip bomb': { reply: 'status 200', text: first64K('\0'), cut: 'size' },
  'sends a brotli bomb': { reply: 'status 200', text: first64K('\0'), cut: 'size' },
  'sends gzip without an end that yields nothing': { reply: 'status 200', text: '', cut: 'size' },
  'resets while the headers come': { reply: 'connection: ECONNRESET' },
  'resets before the headers': { reply: 'connection: ECONNRESET' },
  'resets while the body comes': {
    reply: 'status 200',
    text: 'the first part',
    cut: 'connection',
  },
  'half-closes before the headers': { reply: 'connection: ECONNRESET' },
  'half-closes while the body comes': {
    reply: 'status 200',
    text: 'the first part',
    cut: 'connection',
  },
  'ends a body that has neither length nor chunks': { reply: 'status 200', text: 'all of it' },
  'sends chunks that are none': { reply: 'status 200', text: 'first', cut: 'connection' },
  'sends more than its content-length': { reply: 'status 200', text: 'first' },
  'answers twice': { reply: 'status 200', text: 'first' },
  'sends two lengths': { reply: 'status 200', text: 'first', cut: 'connection' },
  'sends a length and chunks': { reply: 'status 200', cut: 'connection' },
  'sends 60 KB of headers': { reply: 'status 200', text: 'all of it', stays: 1 },
  'sends 70 KB of headers': { reply: 'protocol: HPE_HEADER_OVERFLOW' },
  'ends its lines with LF': { reply: 'status 201', text: 'taken', cut: 'connection' },
  'ends its lines with LF, a byte at a time': { reply: 'status 201', cut: 'connection' },
  'folds a header': { reply: 'status 503', text: 'later', cut: 'connection' },
  'has a space before a colon': { reply: 'status 200', text: 'taken', cut: 'connection' },
  'has 50 KB of spaces in a header': { reply: 'status 200', cut: 'connection' },
  'has a header without a name': { reply: 'status 200', text: 'taken', cut: 'connection' },
  'has odd headers after 100 Continue': { reply: 'status 410', cut: 'connection' },
  'speaks another protocol': { reply: 'protocol: HPE_INVALID_CONSTANT' },
  'sends 100, 102 and 103 first': { reply: 'status 200', text: 'then this', stays: 1 },
  'sends 1xx without an end': { reply: 'timeout: headers', lateAfterBytes: 60 },
  'sends 100 without an end': { reply: 'protocol: HPE_HEADER_OVERFLOW' },
  'sends empty lines without an end': { reply: 'protocol: HPE_HEADER_OVERFLOW' },
  'sends extensions of chunks without an end': { reply: 'status 200', cut: 'size' },
  'switches protocols unasked': { reply: 'status 101', text: '' },
  'answers 204': { reply: 'status 204', text: '', stays: 1 },
  'answers 204 and calls nothing gzip': { reply: 'status 204', text: '', stays: 1 },
  'answers before it has read the request': {
    reply: 'status 413',
    text: 'too much',
    body: 'x'.repeat(8_000_000), // more than socket buffers hold
  },
  'answers in gzip': { reply: 'status 200', text: 'plain text', stays: 1 },
  'answers in deflate': { reply: 'status 200', text: 'plain text', stays: 1 },
  'answers in raw deflate': { reply: 'status 200', text: 'plain text', stays: 1 },
  'answers in brotli': { reply: 'status 200', text: 'plain text', stays: 1 },
  'answers in an unknown encoding': {
    reply: 'status 200',
    text: 'plain text',
    stays: 1,
  },
  'answers in gzip that is none': { reply: 'status 200', text: '', cut: 'encoding', stays: 1 },
  'resets in the middle of gzip': { reply: 'status 200', text: 'plain text', cut: 'connection' },
  'answers in no UTF-8': { reply: 'status 200', text: 'ok\ufffd!', stays: 1 },
}

/** Node.js 20 and 24 report different codes for the same TLS alert. */
const oldVersion = /^tls: (EPROTO|ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION)$/

const tlsRows: Record<keyof typeof tlsBehaviours, string | RegExp> = {
  'has a good certificate': 'status 200',
  'has an expired certificate': 'tls: CERT_HAS_EXPIRED',
  'has a certificate for another name': 'tls: ERR_TLS_CERT_ALTNAME_INVALID',
  'has a certificate that it signed itself': 'tls: DEPTH_ZERO_SELF_SIGNED_CERT',
  'has a certificate of an unknown authority': 'tls: UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'has a certificate with an RSA key of 1,024 bits': 'tls: KEY_TOO_SMALL',
  'supports only TLS 1.0': oldVersion,
  'supports only TLS 1.1': oldVersion,
  'supports only TLS 1.2': 'status 200',
}

describe('httpsClient() and a receiver that', () => {
  const { pass, hasRead, endLimit } = ownClock()
  const receivers: Misbehaving[] = []
  let certificates: Certificates

  beforeAll(() => {
    certificates = makeCertificates()
  })

  afterEach(() => {
    receivers.splice(0).forEach(({ close }) => {
      close()
    })
  })

  const given = async (starting: Promise<Misbehaving>) => {
    const receiver = await starting
    receivers.push(receiver)
    return receiver
  }

  /** Only reusable connections stay open. */
  const expectOpen = (receiver: Misbehaving, count: number) =>
    eventually(() => {
      expect(receiver.sockets.size).toBe(count)
    }, 2000)

  it.each(namesOf(rows))('%s', async (name) => {
    const { reply, lateAfterBytes, text, cut, stays = 0, body: sent } = rows[name]
    const receiver = await given(startMisbehaving(behaviours[name]))

    const calling = httpsClient(rules)(requestTo(receiver.url, sent), limitMs)
    if (lateAfterBytes !== undefined) {
      await hasRead(lateAfterBytes)
      await endLimit(limitMs, calling)
    }

    const got = await calling

    expect(verdictOf(got)).toBe(reply)
    const body = got.exchange?.response?.body
    if (text !== undefined) expect(body?.text === text ? text : body).toBe(text)
    expect(body?.cut).toBe(cut)
    expect(got.exchange?.durations.totalMs).toBe(lateAfterBytes === undefined ? 0 : limitMs)
    await expectOpen(receiver, stays)
  })

  it.each([
    ['sends headers, a part of the body and then silence', 55],
    ['sends the body a byte a second', 45],
  ] as const)('%s, whose body is read for a short time', async (name, bytes) => {
    const receiver = await given(startMisbehaving(behaviours[name]))

    const calling = httpsClient(rules)({ ...requestTo(receiver.url), bodyMs: 2000 }, limitMs)
    await hasRead(bytes)
    const got = await endLimit(2000, calling)

    expect(verdictOf(got)).toBe('status 200')
    expect(got.exchange?.response?.body.cut).toBe('time')
    await expectOpen(receiver, 0)
  })

  it('hangs before the headers, however short its body may take', async () => {
    const receiver = await given(startMisbehaving(behaviours['hangs before the headers']))

    const calling = httpsClient(rules)({ ...requestTo(receiver.url), bodyMs: 2000 }, limitMs)
    await hasRead(0)

    expect(verdictOf(await endLimit(limitMs, calling))).toBe('timeout: headers')
  })

  it.each(namesOf(tlsRows))('%s', async (name) => {
    const receiver = await given(startTls(tlsBehaviours[name](certificates)))

    const got = await httpsClient(rules, { ca: certificates.ca })(requestTo(receiver.url), limitMs)

    expect(verdictOf(got)).toMatch(tlsRows[name])
    await expectOpen(receiver, tlsRows[name] === 'status 200' ? 1 : 0)
  })

  it('is not trusted without our CA', async () => {
    const receiver = await given(startTls(certificates.good))

    const got = await httpsClient(rules)(requestTo(receiver.url), limitMs)

    expect(verdictOf(got)).toBe('tls: UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  })

  it.each([
    ['resets at accept', 'http', /^connection: ECONNRESET$/],
    ['resets at accept, over TLS', 'https', /^(connection|tls): ECONNRESET$/],
  ])('%s', async (_, protocol, reply) => {
    const receiver = await given(startAtAccept((socket) => socket.resetAndDestroy(), protocol))

    const got = await httpsClient(rules)(requestTo(receiver.url), limitMs)

    expect(verdictOf(got)).toMatch(reply)
    await expectOpen(receiver, 0)
  })

  it('does not respond to the TLS handshake', async () => {
    const receiver = await given(startAtAccept((socket) => socket.resume(), 'https'))

    const calling = httpsClient(rules)(requestTo(receiver.url), limitMs)
    await hasRead(0)
    const got = await endLimit(limitMs, calling)

    expect(verdictOf(got)).toBe('timeout: tls')
    await expectOpen(receiver, 0)
  })

  it.each([200, 201, 204, 299, 300, 304, 400, 401, 404, 410, 418, 429, 500, 503, 599])(
    'answers %i',
    async (status) => {
      const receiver = await given(
        startMisbehaving((socket) => socket.write(head(status, 'content-length: 0'))),
      )

      const got = await httpsClient(rules)(requestTo(receiver.url), limitMs)

      expect(verdictOf(got)).toBe(`status ${status}`)
      await expectOpen(receiver, 1)
    },
  )

  it.each([
    [301, 'http://169.254.169.254/latest/meta-data'],
    [302, 'https://10.0.0.1/'],
    [303, '/hook'],
    [307, 'https://example.com/'],
    [308, 'http://[::1]/'],
  ])('redirects with %i to %s', async (status, location) => {
    const receiver = await given(
      startMisbehaving((socket) =>
        socket.write(head(status, `location: ${location}`, 'content-length: 0')),
      ),
    )

    const got = await httpsClient(rules)(requestTo(receiver.url), limitMs)

    expect(verdictOf(got)).toBe(`status ${status}`)
    expect(got.exchange?.response?.headers).toMatchObject({ location })
    expect(receiver.made()).toBe(1)
  })

  it('closes the connection between two requests', async () => {
    const receiver = await given(startMisbehaving(behaviours['answers 204']))
    const call = httpsClient(rules)
    await call(requestTo(receiver.url), limitMs)
    receiver.sockets.forEach((socket) => socket.destroy())

    const got = await call(requestTo(receiver.url), limitMs)

    expect(verdictOf(got)).toBe('status 204')
    expect(receiver.made()).toBe(2)
  })

  it('closes after the request: it is not sent again where connections are not reused', async () => {
    let requests = 0
    const receiver = await given(
      startMisbehaving((socket) => {
        const next = () => {
          requests += 1
          if (requests === 1) socket.write(head(204))
          else socket.resetAndDestroy()
        }
        next()
        socket.on('data', next)
      }),
    )
    const call = httpsClient(rules, { reuse: false })

    const first = await call(requestTo(receiver.url), limitMs)
    const second = await call(requestTo(receiver.url), limitMs)

    expect([first, second].map(verdictOf)).toEqual(['status 204', 'connection: ECONNRESET'])
    expect(requests).toBe(2)
  })

  it('closes a reused connection and hangs on the next: both tries share one limit', async () => {
    const kept: Socket[] = []
    const receiver = await given(
      startMisbehaving((socket) => {
        if (receiver.made() > 1) return
        socket.write(head(204))
        socket.on('data', () => kept.push(socket))
      }),
    )
    const call = httpsClient(rules)
    await call(requestTo(receiver.url), limitMs)

    const calling = call(requestTo(receiver.url), limitMs)
    await eventually(() => {
      expect(kept).toHaveLength(1)
    })
    pass(4000)
    kept[0]?.resetAndDestroy()
    await eventually(() => {
      expect(receiver.made()).toBe(2)
    })
    await hasRead(0)
    const got = await endLimit(limitMs - 4000, calling)

    expect(verdictOf(got)).toBe('timeout: headers')
    expect(got.exchange?.durations.totalMs).toBe(limitMs)
    await expectOpen(receiver, 0)
  })
})

function requestTo(url: string, body = '{}') {
  return { url, headers: { 'content-type': 'application/json' }, body }
}

function verdictOf(reply: Reply): string {
  return reply.kind === 'answered' ? `status ${reply.status}` : reply.reason
}

function namesOf<Name extends string>(table: Record<Name, unknown>): Name[] {
  return Object.keys(table) as Name[]
}
