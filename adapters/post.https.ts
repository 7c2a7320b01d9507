import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'

import type { Reply } from '../core/outcome.ts'
import type { Request } from '../core/request.ts'
import { type DestinationRules, hostOf, mayDial, urlProblem } from './destination.ts'

/** The whole of an attempt may take so long, from the DNS question to the answer's headers. */
const timeLimitMs = 30_000

/** So much of an answer's body is read, so that its connection can be used again. */
const readLimitBytes = 64 * 1024

/**
 * The client for what leaves. It calls only where the rules allow, whatever DNS says at that
 * moment: the address that was checked is the address that is dialled. It keeps connections,
 * verifies certificates and follows no redirects. What the world does is the reply; it never throws.
 */
export function httpsPost(
  rules: DestinationRules,
  { limitMs = timeLimitMs, resolve = lookup }: Options = {},
) {
  const agents: Agents = {
    'https:': new https.Agent({ keepAlive: true, minVersion: 'TLSv1.2' }),
    'http:': new http.Agent({ keepAlive: true }),
  }

  return async (request: Request): Promise<Reply> => {
    const problem = urlProblem(request.url, rules) ?? literalProblem(new URL(request.url), rules)
    if (problem !== undefined) return unanswered(`refused: the URL ${problem}`)

    const signal = AbortSignal.timeout(limitMs)
    const means = { agents, rules, signal, resolve }
    const reply = await send(request, means)
    return reply === 'stale connection' ? again(request, means) : reply
  }
}

/** `resolve` asks for the addresses of a name; the operating system does, unless told otherwise. */
type Options = { limitMs?: number; resolve?: Resolve }
type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

type Agents = { 'https:': https.Agent; 'http:': http.Agent }
type Means = { agents: Agents; rules: DestinationRules; signal: AbortSignal; resolve: Resolve }

/** A kept connection that its other end had closed says nothing about the receiver: a new one does. */
async function again(request: Request, means: Means): Promise<Reply> {
  const fresh = { 'https:': new https.Agent({ minVersion: 'TLSv1.2' }), 'http:': new http.Agent() }
  const reply = await send(request, { ...means, agents: fresh })
  return reply === 'stale connection' ? unanswered('ECONNRESET') : reply
}

function send({ url: target, headers, body }: Request, means: Means) {
  const url = new URL(target)
  const isHttps = url.protocol === 'https:'
  return new Promise<Reply | 'stale connection'>((settle) => {
    const call = (isHttps ? https : http).request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: means.agents[isHttps ? 'https:' : 'http:'],
      lookup: guardedLookup(url, means),
      signal: means.signal,
    })
    call.on('response', (response) => {
      settle({ kind: 'answered', status: response.statusCode ?? 0 })
      drain(response)
    })
    // Switching protocols is no answer to a POST; Node leaves the connection to us.
    call.on('upgrade', (response, socket) => {
      socket.destroy()
      settle({ kind: 'answered', status: response.statusCode ?? 0 })
    })
    // Whatever else ends a call: no attempt may stay open.
    call.on('close', () => {
      settle(unanswered('closed'))
    })
    call.on('error', (error: NodeJS.ErrnoException) => {
      const isCut = error.code === 'ECONNRESET' || error.code === 'EPIPE'
      const isStale = isCut && call.reusedSocket && !means.signal.aborted
      settle(isStale ? 'stale connection' : unanswered(causeOf(error)))
    })
    call.end(body)
  })
}

/** Node asks no DNS for an address, so nobody else would look at it. */
function literalProblem(url: URL, rules: DestinationRules): string | undefined {
  const host = hostOf(url)
  if (isIP(host) === 0 || mayDial(host, url, rules)) return undefined
  return `must not point at ${host}, which is not on the public internet`
}

/** Answers with the addresses of a name only if every one of them may be called. */
function guardedLookup(url: URL, { rules, resolve }: Means): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const wrong = error
        ? undefined
        : addresses.find(({ address }) => !mayDial(address, url, rules))
      const problem =
        error ??
        (wrong && new Error(`refused: ${hostname} is ${wrong.address}, which is not public`))
      if (problem) callback(problem, [])
      else if (options.all === true) callback(null, addresses)
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4)
    })
  }
}

/** The verdict is known by the headers; the body is read only to leave the connection clean. */
function drain(response: http.IncomingMessage): void {
  let bytes = 0
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > readLimitBytes) response.destroy()
  })
  response.on('error', () => undefined)
}

function unanswered(because: string): Reply {
  return { kind: 'unanswered', because }
}

/** A cause that people know: `timeout`, `refused: …`, or the system's code such as `ECONNREFUSED`. */
function causeOf(error: NodeJS.ErrnoException): string {
  if (error.name === 'AbortError') return 'timeout'
  return error.code ?? error.message
}
