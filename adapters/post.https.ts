import { lookup as resolve, type LookupAddress } from 'node:dns'
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
export function httpsPost(rules: DestinationRules, limitMs = timeLimitMs) {
  const agents = {
    'https:': new https.Agent({ keepAlive: true, minVersion: 'TLSv1.2' }),
    'http:': new http.Agent({ keepAlive: true }),
  }

  return (request: Request): Promise<Reply> => {
    const refused = urlProblem(request.url, rules)
    if (refused !== undefined) return Promise.resolve(unanswered(`refused: the URL ${refused}`))

    const url = new URL(request.url)
    const literal = hostOf(url)
    if (isIP(literal) !== 0 && !mayDial(literal, url, rules)) {
      return Promise.resolve(unanswered(`refused: ${literal} is not on the public internet`))
    }
    return new Promise((settle) => {
      const isHttps = url.protocol === 'https:'
      const call = (isHttps ? https : http).request(url, {
        method: 'POST',
        headers: { ...request.headers, 'content-length': Buffer.byteLength(request.body) },
        agent: agents[isHttps ? 'https:' : 'http:'],
        lookup: guardedLookup(url, rules),
      })
      const timer = setTimeout(() => call.destroy(new Error('timeout')), limitMs)
      call.on('response', (response) => {
        settle({ kind: 'answered', status: response.statusCode ?? 0 })
        drain(response)
      })
      call.on('error', (error) => {
        settle(unanswered(causeOf(error)))
      })
      call.on('close', () => {
        clearTimeout(timer)
      })
      call.end(request.body)
    })
  }
}

/** Answers with the addresses of a name only if every one of them may be called. */
function guardedLookup(url: URL, rules: DestinationRules): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const wrong = error
        ? undefined
        : addresses.find(({ address }) => !mayDial(address, url, rules))
      const problem =
        wrong &&
        new Error(`refused: ${hostname} is ${wrong.address}, which is not on the public internet`)
      if (error ?? problem) callback(error ?? problem ?? null, [])
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
  return error.code ?? error.message
}
