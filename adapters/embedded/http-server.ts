import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server'

import type { ApiResponse } from '../../core/api/operation.ts'
import { problem } from '../../core/api/problem.ts'
import type { Log } from '../../core/ports.ts'
import { toResponse } from '../http-api/response.ts'
import { isHungUp, refuseUnreadable, sendProblem } from './malformed-request.ts'

type ServerOptions = {
  port: number
  /** What to serve, given the URL of the server. */
  serve: (url: string) => Served
  log: Log
  /** Further connections are closed. */
  maxConnections?: number
  /** How long a request may take to arrive, headers and body. */
  maxArrivalMs?: number
}

/** The largest body within this time needs 20 KB a second. */
const usualArrivalMs = 10_000

type Env = HttpBindings | Http2Bindings

type Served = {
  /** Handles the API's requests; `address` is the client's. */
  fetch: (request: Request, address?: string) => Promise<Response>
  /** Handles the other requests; resolves with whether it did. */
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>
  /** Whether requests with this Host are for this server. */
  isOwnHost: (host: string | undefined) => boolean
}

/** Serves HTTP on the loopback interface. */
export async function listen(options: ServerOptions): Promise<{ url: string; server: Server }> {
  const { maxArrivalMs = usualArrivalMs } = options
  const server = createServer({
    headersTimeout: maxArrivalMs,
    requestTimeout: maxArrivalMs,
    connectionsCheckingInterval: maxArrivalMs / 10,
  })
  server.maxConnections = options.maxConnections ?? Infinity
  server.on('clientError', refuseUnreadable)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve)
  })
  server.on('error', (error) => {
    options.log({ level: 'ERROR', message: `Cannot accept a connection: ${String(error)}` })
  })
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  // Connections are accepted in a later turn, so no request is missed.
  server.on('request', listenerFor(options.serve(url), options.log))
  return { url, server }
}

function listenerFor({ fetch, answer, isOwnHost }: Served, log: Log): RequestListener {
  const fail = (error: unknown, incoming: Env['incoming']): ApiResponse => {
    if (!isHungUp(incoming)) log({ level: 'ERROR', message: `Cannot respond: ${String(error)}` })
    return problem(500, 'Internal error')
  }
  const fetchAll = async (request: Request, { incoming, outgoing }: Env) => {
    const answered = await fetch(request, incoming.socket.remoteAddress).catch((error: unknown) =>
      toResponse(fail(error, incoming)),
    )
    // A body that was not read to its end must not delay or become the next request.
    if (!incoming.complete && 'shouldKeepAlive' in outgoing) outgoing.shouldKeepAlive = false
    return answered
  }
  const api = getRequestListener(fetchAll, { hostname: '127.0.0.1', errorHandler: refuseTarget })
  const answerOne = async (request: IncomingMessage, response: ServerResponse) => {
    if (!isOwnHost(hostOf(request))) {
      sendProblem(response, misdirected)
      return
    }
    request.url = originForm(request.url)
    if (!(await answer(request, response))) await api(request, response)
  }
  return (request, response) => {
    answerOne(request, response).catch((error: unknown) => {
      const failed = fail(error, request)
      if (response.headersSent) response.destroy()
      else sendProblem(response, failed)
    })
  }
}

/** The host of a target in the absolute form counts more than the header (RFC 9112, 3.2.2). */
function hostOf({ url = '/', headers }: IncomingMessage): string | undefined {
  return /^https?:\/\/([^/?]*)/i.exec(url)?.[1] ?? headers.host
}

const misdirected = problem(
  421,
  'Cannot respond for this Host: POSTRIDER_PUBLIC_URL names the one of a proxy in front of the router',
)

/** The path and the query, also of a target in the absolute form (RFC 9112, 3.2.2). */
function originForm(target = '/'): string {
  return target.replace(/^https?:\/\/[^/?]*/i, '').replace(/^(?!\/)/, '/')
}

/** Refuses an HTTP request whose target or Host is not valid in a URL. */
function refuseTarget(): Response {
  return toResponse(problem(400, 'Cannot read the request: its target or its Host is malformed'))
}
