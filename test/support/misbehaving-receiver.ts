import { once } from 'node:events'
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net'
import { setTimeout } from 'node:timers' // tests may replace the global one
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'

import type { Certificates } from './certificates.ts'

/** The interval of slow behaviours: 5 ms stand for a second of a real receiver. */
const beatMs = 5

/** What a receiver does with a connection once a request has started to arrive. */
type Behaviour = (socket: Socket) => void

const zeros = Buffer.alloc(32 * 1024 * 1024)

/** One behaviour for each name, over plain TCP. */
export const behaviours = {
  'hangs before the headers': () => undefined,
  'sends its headers a byte a second': (socket) => {
    everyBeat(socket, 'HTTP/1.1 200 OK\r\nx-long: '.padEnd(1000, 'x'))
  },
  'sends headers, a part of the body and then silence': (socket) => {
    socket.write(head(200, 'content-length: 100') + 'the first part')
  },
  'sends the body a byte a second': (socket) => {
    socket.write(head(200, 'content-length: 1000'))
    everyBeat(socket, 'z'.repeat(1000))
  },
  'sends a body without an end': (socket) => {
    socket.write(head(200, 'transfer-encoding: chunked'))
    flood(socket, `1000\r\n${'e'.repeat(4096)}\r\n`)
  },
  'sends 100 MB': (socket) => {
    socket.write(head(200, 'content-length: 104857600'))
    flood(socket, 'm'.repeat(64 * 1024))
  },
  'sends a gzip bomb': (socket) => {
    startAnswer(socket, gzipSync(zeros), 'gzip')
  },
  'sends a brotli bomb': (socket) => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 1 }
    startAnswer(socket, brotliCompressSync(zeros, { params }), 'br')
  },
  'sends gzip without an end that yields nothing': (socket) => {
    socket.write(head(200, 'transfer-encoding: chunked', 'content-encoding: gzip'))
    socket.write(chunk(gzipSync('').subarray(0, 10)))
    const empty = Buffer.from('000000ffff'.repeat(800), 'hex')
    flood(socket, chunk(empty))
  },
  'resets while the headers come': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nx-part', () => socket.resetAndDestroy())
  },
  'resets before the headers': (socket) => socket.resetAndDestroy(),
  'resets while the body comes': (socket) => {
    socket.write(head(200, 'content-length: 100') + 'the first part')
    setTimeout(() => socket.resetAndDestroy(), beatMs)
  },
  'half-closes before the headers': (socket) => socket.end(),
  'half-closes while the body comes': (socket) => {
    socket.end(head(200, 'content-length: 100') + 'the first part')
  },
  'ends a body that has neither length nor chunks': (socket) => {
    socket.end(head(200, 'connection: close') + 'all of it')
  },
  'sends chunks that are none': (socket) => {
    socket.write(head(200, 'transfer-encoding: chunked') + '5\r\nfirst\r\nzz\r\n')
  },
  'sends more than its content-length': (socket) => {
    socket.write(head(200, 'content-length: 5') + 'first and more')
  },
  'answers twice': (socket) => {
    answerWith(socket, 'first')
    answerWith(socket, 'second')
  },
  'sends two lengths': (socket) => {
    socket.write(head(200, 'content-length: 5', 'content-length: 6') + 'first')
  },
  'sends a length and chunks': (socket) => {
    socket.write(
      head(200, 'content-length: 5', 'transfer-encoding: chunked') + '5\r\nfirst\r\n0\r\n\r\n',
    )
  },
  'sends 60 KB of headers': (socket) => {
    socket.write(head(200, `x-large: ${'x'.repeat(60_000)}`, 'content-length: 9') + 'all of it')
  },
  'sends 70 KB of headers': (socket) => {
    socket.write(head(200, `x-large: ${'x'.repeat(70_000)}`, 'content-length: 0'))
  },
  'ends its lines with LF': (socket) => {
    socket.write('HTTP/1.1 201 Created\ncontent-length: 5\n\ntaken')
  },
  'ends its lines with LF, a byte at a time': (socket) => {
    everyBeat(socket, 'HTTP/1.1 201 Created\ncontent-length: 5\n\ntaken')
  },
  'folds a header': (socket) => {
    socket.write('HTTP/1.1 503 Busy\r\nx-a: b\r\n  c\r\ncontent-length: 5\r\n\r\nlater')
  },
  'has a space before a colon': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length : 5\r\n\r\ntaken')
  },
  'has 50 KB of spaces in a header': (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n: odd\r\nx: ${' '.repeat(50_000)}.\r\n\r\ntaken`)
  },
  'has a header without a name': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n: odd\r\ncontent-length: 5\r\n\r\ntaken')
  },
  'has odd headers after 100 Continue': (socket) => {
    socket.write(`${head(100)}HTTP/1.1 410 Gone\r\nodd header\r\n\r\n`)
  },
  'speaks another protocol': (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n\r\n'),
  'sends 100, 102 and 103 first': (socket) => {
    socket.write(`${head(100)}${head(102)}${head(103, 'link: </a>')}`)
    answerWith(socket, 'then this')
  },
  'sends 1xx without an end': (socket) => {
    everyBeat(socket, Array<string>(1000).fill(head(102)))
  },
  'sends 100 without an end': (socket) => {
    flood(socket, head(100))
  },
  'sends empty lines without an end': (socket) => {
    flood(socket, '\r\n'.repeat(1000))
  },
  'sends extensions of chunks without an end': (socket) => {
    socket.write(head(200, 'transfer-encoding: chunked'))
    flood(socket, `1;${'x'.repeat(8000)}\r\n.\r\n`)
  },
  'switches protocols unasked': (socket) => {
    socket.write(head(101, 'connection: upgrade', 'upgrade: websocket') + 'frames')
  },
  'answers 204': (socket) => socket.write(head(204)),
  'answers 204 and calls nothing gzip': (socket) =>
    socket.write(head(204, 'content-encoding: gzip')),
  'answers before it has read the request': (socket) => {
    socket.pause()
    socket.write(head(413, 'content-length: 8') + 'too much')
    setTimeout(() => socket.resume(), 10 * beatMs) // only to notice its end
  },
  'answers in gzip': (socket) => {
    answerWith(socket, gzipSync('plain text'), 'content-encoding: gzip')
  },
  'answers in deflate': (socket) => {
    answerWith(socket, deflateSync('plain text'), 'content-encoding: deflate')
  },
  'answers in raw deflate': (socket) => {
    answerWith(socket, deflateRawSync('plain text'), 'content-encoding: deflate')
  },
  'answers in brotli': (socket) => {
    answerWith(socket, brotliCompressSync('plain text'), 'content-encoding: br')
  },
  'answers in an unknown encoding': (socket) => {
    answerWith(socket, 'plain text', 'content-encoding: snappy')
  },
  'answers in gzip that is none': (socket) => {
    answerWith(socket, 'plain text', 'content-encoding: gzip')
  },
  'resets in the middle of gzip': (socket) => {
    const zipped = gzipSync('plain text')
    socket.write(head(200, 'content-encoding: gzip', `content-length: ${zipped.length}`))
    socket.write(zipped.subarray(0, zipped.length - 4))
    setTimeout(() => socket.resetAndDestroy(), beatMs)
  },
  'answers in no UTF-8': (socket) => {
    answerWith(socket, Buffer.from([0x6f, 0x6b, 0xff, 0x21]))
  },
} satisfies Record<string, Behaviour>

/** One behaviour for each name, over TLS. */
export const tlsBehaviours = {
  'has a good certificate': ({ good }) => good,
  'has an expired certificate': ({ expired }) => expired,
  'has a certificate for another name': ({ wrongName }) => wrongName,
  'has a certificate that it signed itself': ({ selfSigned }) => selfSigned,
  'has a certificate of an unknown authority': ({ unknownAuthority }) => unknownAuthority,
  'has a certificate with an RSA key of 1,024 bits': ({ weak }) => ({
    ...weak,
    ciphers: 'DEFAULT@SECLEVEL=0',
  }),
  'supports only TLS 1.0': ({ good }) => ({ ...good, ...old('TLSv1') }),
  'supports only TLS 1.1': ({ good }) => ({ ...good, ...old('TLSv1.1') }),
  'supports only TLS 1.2': ({ good }) => ({ ...good, maxVersion: 'TLSv1.2' }),
} satisfies Record<string, (certificates: Certificates) => TlsOptions>

/** A receiver on a free loopback port, with this behaviour for a connection's first request. */
export function startMisbehaving(behave: Behaviour): Promise<Misbehaving> {
  return start(createTcpServer(), 'http', (socket) => {
    socket.once('data', () => {
      behave(socket)
    })
  })
}

/** A receiver over TLS; it answers every request with 200 and `ok`. */
export function startTls(options: TlsOptions): Promise<Misbehaving> {
  const server = createTlsServer(options, (socket) => {
    socket.on('error', () => undefined)
    socket.on('data', () => {
      answerWith(socket, 'ok')
    })
  })
  server.on('tlsClientError', () => undefined)
  return start(server, 'https', () => undefined)
}

/** A receiver with this behaviour as soon as a connection is accepted. */
export function startAtAccept(behave: Behaviour, protocol = 'http'): Promise<Misbehaving> {
  return start(createTcpServer(), protocol, behave)
}

/** The head of a response. */
export function head(status: number, ...headers: string[]): string {
  return [`HTTP/1.1 ${status} Any`, ...headers, '', ''].join('\r\n')
}

/** A complete response with status 200. */
function answerWith(socket: Socket, body: string | Buffer, ...headers: string[]): void {
  socket.write(head(200, `content-length: ${Buffer.byteLength(body)}`, ...headers))
  socket.write(body)
}

export type Misbehaving = {
  url: string
  /** The open connections, and how many were made in all. */
  sockets: ReadonlySet<Socket>
  made: () => number
  close: () => void
}

async function start(server: Server, protocol: string, onSocket: Behaviour): Promise<Misbehaving> {
  const sockets = new Set<Socket>()
  let made = 0
  server.on('connection', (socket: Socket) => {
    made += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    onSocket(socket)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    sockets,
    made: () => made,
    close: () => {
      sockets.forEach((socket) => socket.destroy())
      server.close()
    },
  }
}

/** The beginning of a response of 100 MB. */
function startAnswer(socket: Socket, start: Buffer, encoding: string): void {
  socket.write(head(200, 'content-length: 104857600', `content-encoding: ${encoding}`))
  socket.write(start)
}

function everyBeat(socket: Socket, what: string | readonly string[]): void {
  const parts = typeof what === 'string' ? Array.from(what) : [...what]
  const timer = setInterval(() => socket.write(parts.shift() ?? ''), beatMs)
  socket.once('close', () => {
    clearInterval(timer)
  })
}

function flood(socket: Socket, part: string | Buffer): void {
  const more = () => {
    while (!socket.destroyed && socket.write(part));
  }
  socket.on('drain', more)
  more()
}

function chunk(bytes: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`${bytes.length.toString(16)}\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ])
}

function old(version: 'TLSv1' | 'TLSv1.1'): TlsOptions {
  return { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }
}
