import { lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'

import type { Reply } from '../../core/deliveries/outcome.ts'
import { exchangeOnce, type Outgoing } from './exchange.ts'
import { urlRefusal } from './ssrf-url-check.ts'
import type { DestinationRules } from './destination-rules.ts'
import type { Resolve } from './ssrf-lookup.ts'

/**
 * So long a call may take, unless told otherwise: from the DNS question to the last byte that is
 * read.
 */
const defaultLimitMs = 30_000

/** So long a connection is kept that nobody uses, and so many for one host. */
const idleMs = 30_000
const maxFreeSockets = 32

/** An address that does not answer for so long is given up for the name's next one. */
const autoSelectFamilyAttemptTimeout = 1000

type ClientOptions = {
  /** Asks for the addresses of a name; the operating system does, unless told otherwise. */
  resolve?: Resolve
  /** Certificates (PEM) to trust instead of those of the public authorities. */
  ca?: string
}

/**
 * The client for everything that leaves. It calls only where the rules allow, whatever DNS says at
 * that moment: the address that was checked is the address that is dialled. It keeps connections,
 * verifies certificates and follows no redirects. What the world does is the reply, with what there
 * is to tell of the call; it throws at nothing but a request that cannot be written.
 */
export function httpsClient(rules: DestinationRules, { resolve = lookup, ca }: ClientOptions = {}) {
  const tls = {
    ...(ca !== undefined && { ca }),
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true, // whatever NODE_TLS_REJECT_UNAUTHORIZED says
  } as const
  const keep = {
    keepAlive: true,
    timeout: idleMs,
    maxFreeSockets,
    autoSelectFamilyAttemptTimeout,
  }
  const kept = { https: new https.Agent({ ...keep, ...tls }), http: new http.Agent(keep) }
  const dial = { autoSelectFamilyAttemptTimeout }
  const fresh = () => ({ https: new https.Agent({ ...dial, ...tls }), http: new http.Agent(dial) })

  return async (request: Outgoing, limitMs = defaultLimitMs): Promise<Reply> => {
    const problem = urlRefusal(request.url, rules)
    if (problem !== undefined) {
      const reason = `refused: the URL ${problem}`
      return { kind: 'unanswered', reason, exchange: { durations: { totalMs: 0 } } }
    }
    const startedAt = performance.now()
    const means = { rules, resolve, startedAt, deadline: startedAt + limitMs }
    const reply = await exchangeOnce(request, { ...means, agents: kept })
    if (reply !== 'stale connection') return reply

    // A kept connection that its other end had closed says nothing about the receiver: a new one
    // does.
    const again = await exchangeOnce(request, { ...means, agents: fresh() })
    if (again !== 'stale connection') return again
    throw new Error('Cannot call: a new connection is not stale')
  }
}
