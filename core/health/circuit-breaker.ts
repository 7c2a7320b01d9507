import { type Circuit, type Health, healthy } from './health.ts'
import { isRampingUp } from './ramp-up.ts'
import { leaseUntil } from '../values/lease.ts'
import { addMs } from '../values/timestamp.ts'
import { withDueWarning } from './warnings.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

/**
 * So many failures one after the other within this time open the circuit, and after a recovery
 * fewer; or so many together, of attempts that were on their way at once.
 */
const maxRounds = 5
const maxAfterRecovery = 3
const maxFailures = 25
const windowMs = 300_000

/** The first probe comes soon, since most troubles are short; then half as often each time. */
const firstProbeSeconds = 15
const maxProbeSeconds = 900

/**
 * A probe that did not come back by then is lost: longer than a claim, and some time in a queue.
 */
const leaseMs = 120_000

/** What is to be known of an attempt that failed. */
type Failure = {
  delivery: string
  reason: string
  /** Of the webhook as it was then. */
  version: number
  pausedUntil?: string | undefined
  /** What was known when the attempt began. */
  known: Health | undefined
  at: Date
}

/** The health after a failed attempt; the same when it tells nothing new. */
export function onFailure(key: EndpointKey, health: Health | undefined, failure: Failure): Health {
  const { at: now } = failure
  const before = health ?? healthy(key)
  const held = withRetryAfter(before, failure)
  const { circuit } = before
  if (circuit !== undefined && circuit.probe?.delivery !== failure.delivery) return held

  const failingSince = before.failingSince ?? now.toISOString()
  const recent = countRecent(before, failure)
  const after: Health = {
    ...held,
    failures: before.failures + 1,
    failingSince,
    reason: failure.reason,
    recent,
  }
  const rounds = isRampingUp(before, now) ? maxAfterRecovery : maxRounds
  const opens = recent.rounds >= rounds || recent.failures >= maxFailures
  const next = circuit === undefined ? opens && newCircuit(now) : afterFailedProbe(circuit, now)
  const { circuit: _, ...closed } = after
  return withDueWarning(next === false ? closed : { ...closed, circuit: next }, failure)
}

/** The health after a delivered attempt; undefined when all is well. */
export function onSuccess(health: Health, now: Date): Health | undefined {
  const { circuit, failures, failingSince, reason, recent, warned: told, ...rest } = health
  const at = now.toISOString()
  if (circuit === undefined && failures === 0 && told === undefined) {
    const isOver = !isRampingUp(health, now) && (rest.pausedUntil ?? '') <= at
    return isOver && rest.notices.length === 0 ? undefined : health
  }
  const isTold = told !== undefined && failingSince !== undefined
  const after: Health = {
    ...rest,
    failures: 0,
    ...(circuit !== undefined && { recoveredAt: at }),
    notices: isTold ? [...rest.notices, { kind: 'recovered', at, failingSince }] : rest.notices,
  }
  return onSuccess(after, now)
}

/**
 * The health after an attempt that told nothing of the receiver: if it was the probe, the next may
 * go.
 */
export function releaseProbe(health: Health, delivery: string, now: Date): Health {
  if (health.circuit?.probe?.delivery !== delivery) return health
  const { probe, ...circuit } = health.circuit
  return { ...health, circuit: { ...circuit, nextProbeAt: now.toISOString() } }
}

/** The health with a delivery that asks whether the receiver is back. */
export function startProbe(health: Health, delivery: string, now: Date): Health {
  if (health.circuit === undefined) return health
  const leasedUntil = leaseUntil(now, leaseMs)
  return { ...health, circuit: { ...health.circuit, probe: { delivery, leasedUntil } } }
}

/** The health of a webhook whose manager changed how it is called: it gets another chance. */
export function resetHealth(health: Health, now: Date): Health {
  const { marketplace, webhook, notices, revision } = health
  const recoveredAt = now.toISOString()
  return { marketplace, webhook, failures: 0, recoveredAt, notices, revision }
}

/** The health of a webhook whose manager enabled it though its receiver does not answer well. */
export function openCircuit(key: EndpointKey, reason: string, now: Date): Health {
  const failingSince = now.toISOString()
  return { ...healthy(key), failures: 1, failingSince, reason, circuit: newCircuit(now) }
}

function withRetryAfter(health: Health, { pausedUntil }: Failure): Health {
  if (pausedUntil === undefined || pausedUntil <= (health.pausedUntil ?? '')) return health
  return { ...health, pausedUntil }
}

/**
 * Counted from the first of them on, for a few minutes; then anew. Those that were on their way at
 * once are one round: what was delivered beside them may not have looked for a row, or is not back
 * yet, so that they do not follow each other.
 */
function countRecent({ recent }: Health, { known, at }: Failure) {
  const isOver = recent === undefined || at.getTime() - Date.parse(recent.since) > windowMs
  if (isOver) return { since: at.toISOString(), failures: 1, rounds: 1 }

  const { since, failures, rounds } = recent
  const isNextRound = known?.recent?.since === since && known.recent.rounds === rounds
  return { since, failures: failures + 1, rounds: isNextRound ? rounds + 1 : rounds }
}

function newCircuit(now: Date): Circuit {
  const at = now.toISOString()
  return { openedAt: at, probes: 0, nextProbeAt: addMs(now, firstProbeSeconds * 1000) }
}

function afterFailedProbe({ openedAt, probes }: Circuit, now: Date): Circuit {
  const seconds = Math.min(maxProbeSeconds, firstProbeSeconds * 2 ** (probes + 1))
  return { openedAt, probes: probes + 1, nextProbeAt: addMs(now, seconds * 1000) }
}
