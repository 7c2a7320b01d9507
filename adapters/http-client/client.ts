import http from 'node:http'
import https from 'node:https'

import type { Reply } from '../../core/deliveries/outcome.ts'
import { exchangeOnce, type Outgoing } from './exchange.ts'
import { urlRefusal } from './ssrf-url-check.ts'
import type { DestinationRules } from './destination-rules.ts'
import { nameResolver, type Resolve } from './name-resolver.ts'

/** Default limit of an exchange, from the DNS lookup to the last byte read. */
const defaultLimitMs = 30_000

/** Idle connections are closed after this time; each host keeps at most this many. */
const idleMs = 30_000
const maxFreeSockets = 32

/** Happy Eyeballs (RFC 8305): try the name's next address after this many milliseconds. */
const autoSelectFamilyAttemptTimeout = 1000

type ClientOptions = {
  /** Resolves a host name; default: the hosts file, then DNS. */
  resolve?: Resolve
  /** CA certificates (PEM) to trust instead of the public ones. */
  ca?: string
}

/**
 * The HTTP client for all outgoing requests. It connects only where the rules allow, whatever DNS
 * returns: the address that was checked is the address that is connected to. It reuses connections,
 * verifies certificates and follows no redirects. Failures are a `Reply`, with the details of the
 * exchange; it throws only if the request itself is invalid.
 */
export function httpsClient(
  rules: DestinationRules,
  { resolve = nameResolver(), ca }: ClientOptions = {},
) {
  const tls = {
    ...(ca !== undefined && { ca }),
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true, // whatever NODE_TLS_REJECT_UNAUTHORIZED says
  } as const
  const reuse = {
    keepAlive: true,
    timeout: idleMs,
    maxFreeSockets,
    autoSelectFamilyAttemptTimeout,
  }
  const pool = { https: new https.Agent({ ...reuse, ...tls }), http: new http.Agent(reuse) }
  const once = { autoSelectFamilyAttemptTimeout }
  const fresh = () => ({ https: new https.Agent({ ...once, ...tls }), http: new http.Agent(once) })

  return async (request: Outgoing, limitMs = defaultLimitMs): Promise<Reply> => {
    const refusal = urlRefusal(request.url, rules)
    if (refusal !== undefined) {
      const reason = `refused: the URL ${refusal}`
      return { kind: 'unanswered', reason, exchange: { durations: { totalMs: 0 } } }
    }
    const startedAt = performance.now()
    const shared = { rules, resolve, startedAt, deadline: startedAt + limitMs }
    const reply = await exchangeOnce(request, { ...shared, agents: pool })
    if (reply !== 'stale connection') return reply

    // A reused connection that the receiver had closed says nothing about the receiver's health.
    // Send again on a new one.
    const retried = await exchangeOnce(request, { ...shared, agents: fresh() })
    if (retried !== 'stale connection') return retried
    throw new Error('Cannot send the request: a new connection was reported stale')
  }
}
