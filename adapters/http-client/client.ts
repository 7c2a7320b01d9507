import { LocalFault } from '../../core/deliveries/local-fault.ts'
import type { Log } from '../../core/ports.ts'
import type { Reply } from '../../core/deliveries/outcome.ts'
import { agentsByTls } from './agents-by-tls.ts'
import type { Agents } from './connection-pool.ts'
import { exchangeOnce, type ExchangeOptions, type Outgoing } from './exchange.ts'
import { urlRefusal } from './ssrf-url-check.ts'
import type { DestinationRules } from './destination-rules.ts'
import { nameResolver, type Resolve } from './name-resolver.ts'

/** Default limit of an exchange, from the DNS lookup to the last byte read. */
const defaultLimitMs = 30_000

/** A quarter of the 1,024 files that a function on AWS Lambda may open. */
const defaultMaxIdle = 256

/** How long to wait for what this machine has run out of. */
const localFaultMs = 1000

export type ClientOptions = {
  /** Resolves a host name; default: the hosts file, then DNS. */
  resolve?: Resolve | undefined
  /** CA certificates (PEM) to trust besides the public ones. */
  ca?: string | undefined
  /** At most this many idle connections stay open for reuse. */
  maxIdle?: number | undefined
  log?: Log | undefined
  /**
   * Whether connections are reused; default: yes. A request on a reused connection that closes is sent
   * again, though the receiver may have read it.
   */
  reuse?: boolean
}

/**
 * The HTTP client for all outgoing requests. It connects only where the rules allow, whatever DNS
 * returns: the address that was checked is the address that is connected to. It reuses connections,
 * verifies certificates and follows no redirects. Failures are a `Reply`, with the details of the
 * exchange. It throws a `LocalFault` if this machine cannot send until the time limit passes, and an
 * error if the request itself is invalid.
 */
export function httpsClient(rules: DestinationRules, options: ClientOptions = {}) {
  const { resolve = nameResolver(), ca, maxIdle = defaultMaxIdle, reuse = true, log } = options
  const agentsOf = agentsByTls({ ca, maxIdle, reuse })

  return async (request: Outgoing, limitMs = defaultLimitMs): Promise<Reply> => {
    const refusal = urlRefusal(request.url, rules)
    if (refusal !== undefined) {
      const reason = `refused: the URL ${refusal}`
      return { kind: 'unanswered', reason, exchange: { durations: { totalMs: 0 } } }
    }
    const startedAt = performance.now()
    const deadline = startedAt + limitMs
    const shared = { rules, resolve, log, startedAt, deadline }
    const { agents, fresh } = agentsOf(request.tls)
    for (;;) {
      const reply = await sendReusing(request, { ...shared, agents: agents() }, fresh)
      if (!(reply instanceof LocalFault)) return reply
      if (deadline - performance.now() <= localFaultMs) throw reply
      await pause(localFaultMs)
    }
  }
}

/**
 * Sends on a reused connection if there is one. If the receiver had closed it, this says nothing
 * about the receiver's health, and the request is sent again on a new one.
 */
async function sendReusing(
  request: Outgoing,
  options: ExchangeOptions,
  fresh: () => Agents,
): Promise<Reply | LocalFault> {
  const reply = await exchangeOnce(request, options)
  if (reply !== 'stale connection') return reply

  const retried = await exchangeOnce(request, { ...options, agents: fresh() })
  if (retried !== 'stale connection') return retried
  throw new Error('Cannot send the request: a new connection was reported stale')
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
