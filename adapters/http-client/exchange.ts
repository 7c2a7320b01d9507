import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'

import type { RawExchange } from '../../core/deliveries/http-exchange.ts'
import type { Reply } from '../../core/deliveries/outcome.ts'
import { type ResponseBody, readBody } from './response-body.ts'
import { reasonOf, TimeLimit } from './error-reason.ts'
import { hostOf } from './ssrf-url-check.ts'
import type { DestinationRules } from './destination-rules.ts'
import { ssrfLookup, type Resolve } from './ssrf-lookup.ts'
import { Timings } from './timings.ts'

/** A request as it leaves; a POST unless told otherwise. */
export type Outgoing = {
  method?: 'GET' | 'POST'
  url: string
  headers: Readonly<Record<string, string>>
  body?: string
}

/** The moments are those of `performance.now()`. */
type Connections = {
  agents: { https: https.Agent; http: http.Agent }
  rules: DestinationRules
  resolve: Resolve
  startedAt: number
  deadline: number
}

/** So much of an answer's headers is read, names and values; more is an error of the protocol. */
const maxHeaderSize = 16 * 1024

/** The codes of a connection that its other end has closed. */
const cutCodes: readonly unknown[] = ['ECONNRESET', 'EPIPE']

/**
 * Makes a call on one connection. The headers of the answer decide, its body is read for people.
 * `stale connection` when a kept one was found closed, which tells nothing of the receiver.
 */
export function exchangeOnce(
  request: Outgoing,
  means: Connections,
): Promise<Reply | 'stale connection'> {
  return new Promise((settle) => {
    const watch = new Timings(means.startedAt)
    const call = open(request, watch, means)
    let answer: IncomingMessage | undefined
    let isLate = false
    const limit = setTimeout(() => {
      isLate = true
      if (answer === undefined) call.destroy(new TimeLimit())
      else answer.destroy()
    }, means.deadline - performance.now())

    const end = (reply: Reply | 'stale connection') => {
      clearTimeout(limit)
      settle(reply)
    }
    const answered = (response: NonNullable<RawExchange['response']>) => {
      const status = answer?.statusCode ?? 0
      end({ kind: 'answered', status, exchange: { ...watch.read(), response } })
    }
    call.on('response', (incoming) => {
      answer = incoming
      watch.answered()
      const headers = headersOf(incoming)
      void readBody(incoming).then((body) => {
        if (!call.writableFinished) call.destroy() // it did not want to know the whole request
        answered({ headers, body: isLate && body.cut === 'connection' ? late(body) : body })
      })
    })
    // Nobody asked for another protocol.
    call.on('upgrade', (incoming, socket) => {
      answer = incoming
      watch.answered()
      socket.destroy()
      answered({ headers: headersOf(incoming), body: { text: '' } })
    })
    call.on('error', (error: NodeJS.ErrnoException) => {
      if (answer !== undefined) return // what its end means, its body tells
      const isStale = call.reusedSocket && cutCodes.includes(error.code) && !isLate
      if (isStale) end('stale connection')
      else end({ kind: 'unanswered', reason: reasonOf(error, watch.phase), exchange: watch.read() })
    })
    // Whatever else ends a call: no attempt may stay open.
    call.on('close', () => {
      if (answer === undefined)
        end({ kind: 'unanswered', reason: 'connection: closed', exchange: watch.read() })
    })
    call.end(request.body)
  })
}

function open(request: Outgoing, watch: Timings, { agents, ...means }: Connections): ClientRequest {
  const { method = 'POST', headers, body } = request
  const url = new URL(request.url)
  const isTls = url.protocol === 'https:'
  if (isIP(hostOf(url)) !== 0) watch.phase = 'connect' // nobody asks DNS for an address
  const onResolved = () => {
    watch.resolved()
  }
  const call = (isTls ? https : http).request(url, {
    method,
    headers: {
      ...headers,
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
    },
    agent: isTls ? agents.https : agents.http,
    lookup: ssrfLookup(url, { ...means, onResolved }),
    maxHeaderSize,
    insecureHTTPParser: false,
  })
  return call.on('socket', (socket) => {
    watch.follow(socket, { isKept: call.reusedSocket, isTls })
  })
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  )
}

function late(body: ResponseBody): ResponseBody {
  return { ...body, cut: 'time' }
}
