import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'

import { LocalFault } from '../../core/deliveries/local-fault.ts'
import type { RawExchange } from '../../core/deliveries/http-exchange.ts'
import type { TlsMaterial } from '../../core/webhooks/certificates.ts'
import type { Log } from '../../core/ports.ts'
import type { Reply } from '../../core/deliveries/outcome.ts'
import type { Agents } from './connection-pool.ts'
import { lenientResponse } from './response-head.ts'
import { readBody } from './response-body.ts'
import { reasonOf } from './error-reason.ts'
import { maxHeadBytes } from './byte-count.ts'
import { limitExchange } from './cut-off.ts'
import { hostOf } from './ssrf-url-check.ts'
import type { DestinationRules } from './destination-rules.ts'
import { isLocalFault } from './local-fault.ts'
import type { Resolve } from './name-resolver.ts'
import { ssrfLookup } from './ssrf-lookup.ts'
import { Timings } from './timings.ts'

/** An outgoing request; default method: POST. */
export type Outgoing = {
  method?: 'GET' | 'POST'
  url: string
  headers: Readonly<Record<string, string>>
  body?: string
  /**
   * For how long the response's body is read after its headers, where they decide; default: until the
   * time limit.
   */
  bodyMs?: number
  /** What the connection needs besides the defaults. */
  tls?: TlsMaterial | undefined
}

/** `startedAt` and `deadline` are timestamps of `performance.now()`. */
export type ExchangeOptions = {
  agents: Agents
  rules: DestinationRules
  resolve: Resolve
  log?: Log | undefined
  startedAt: number
  deadline: number
}

type Ending = Reply | 'stale connection' | LocalFault

/** The error codes of a connection that the other end closed. */
const closedCodes: readonly unknown[] = ['ECONNRESET', 'EPIPE']

/**
 * Sends a request on one connection. The response's status decides the outcome; the body is read
 * for the log only. Returns `stale connection` if a reused connection turned out to be closed,
 * and a `LocalFault` if this machine had no connection: neither says anything about the receiver.
 */
export function exchangeOnce(request: Outgoing, options: ExchangeOptions): Promise<Ending> {
  return new Promise((resolve) => {
    const timings = new Timings(options.startedAt)
    const outgoing = open(request, timings, options)
    let response: IncomingMessage | undefined
    const limits = limitExchange(outgoing, {
      deadline: options.deadline,
      bodyMs: request.bodyMs,
      response: () => response,
    })

    const end = (reply: Ending) => {
      limits.stop()
      resolve(reply)
    }
    const complete = (received: NonNullable<RawExchange['response']>) => {
      const status = response?.statusCode ?? 0
      end({ kind: 'answered', status, exchange: { ...timings.read(), response: received } })
    }
    outgoing.on('response', (incoming) => {
      response = incoming
      timings.responseStarted()
      limits.headersCame()
      const headers = headersOf(incoming)
      void readBody(incoming).then((body) => {
        if (!outgoing.writableFinished) outgoing.destroy() // it responded before reading it all
        const cut = limits.cut()
        const isCutHere = body.cut === 'connection' && cut !== undefined
        complete({ headers, body: isCutHere ? { ...body, cut } : body })
      })
    })
    // We never request a protocol upgrade.
    outgoing.on('upgrade', (incoming, socket) => {
      response = incoming
      timings.responseStarted()
      socket.destroy()
      complete({ headers: headersOf(incoming), body: { text: '' } })
    })
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (response !== undefined) return // `readBody` reports how the body ended
      end(endingOf(error, { outgoing, timings, limits }))
    })
    // The fallback: every attempt must end, even if no other event fires.
    outgoing.on('close', () => {
      if (response === undefined) end(unanswered('connection: closed', timings))
    })
    outgoing.end(request.body)
  })
}

function open(
  request: Outgoing,
  timings: Timings,
  { agents, ...options }: ExchangeOptions,
): ClientRequest {
  const { method = 'POST', headers, body } = request
  const url = new URL(request.url)
  const isTls = url.protocol === 'https:'
  if (isIP(hostOf(url)) !== 0) timings.phase = 'connect' // an IP address needs no DNS lookup
  const onResolved = () => {
    timings.resolved()
  }
  const outgoing = (isTls ? https : http).request(url, {
    method,
    headers: {
      ...headers,
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
    },
    agent: isTls ? agents.https : agents.http,
    lookup: ssrfLookup(url, { ...options, onResolved }),
    maxHeaderSize: maxHeadBytes,
    insecureHTTPParser: false,
  })
  return outgoing.on('socket', (socket) => {
    timings.follow(socket, { isReused: outgoing.reusedSocket, isTls })
  })
}

type Failed = {
  outgoing: ClientRequest
  timings: Timings
  limits: ReturnType<typeof limitExchange>
}

/** How an exchange ends without a response that the parser takes. */
function endingOf(
  error: NodeJS.ErrnoException & { rawPacket?: unknown },
  { outgoing, timings, limits }: Failed,
): Ending {
  const { code = 'UNKNOWN', rawPacket } = error
  const isClosed = outgoing.reusedSocket && closedCodes.includes(code)
  if (isClosed && limits.cut() === undefined) return 'stale connection'
  const isUnsent = timings.phase === 'dns' || timings.phase === 'connect'
  if (isUnsent && isLocalFault(error)) return new LocalFault(code)

  const lenient = isOdd(code) ? lenientResponse(bytesOf(rawPacket, limits)) : undefined
  if (lenient === undefined) return unanswered(reasonOf(error, timings.phase), timings)
  const { status, response } = lenient
  return { kind: 'answered', status, exchange: { ...timings.read(), response } }
}

/** Whether the parser refused what came; there is a limit for all clients. */
function isOdd(code: string): boolean {
  return code.startsWith('HPE_') && code !== 'HPE_HEADER_OVERFLOW'
}

/** What came, with the part that the parser failed at. */
function bytesOf(rawPacket: unknown, { head }: Failed['limits']): Buffer {
  return Buffer.concat([...head(), ...(rawPacket instanceof Buffer ? [rawPacket] : [])])
}

function unanswered(reason: string, timings: Timings): Reply {
  return { kind: 'unanswered', reason, exchange: timings.read() }
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  )
}
