import { type Circuit, type FailedTest, type Health, healthy } from './health.ts'
import { isRampingUp } from './ramp-up.ts'
import { leaseUntil } from '../values/lease.ts'
import { addMs } from '../values/timestamp.ts'
import { withDueWarning } from './warnings.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'

/**
 * Within the window, `maxRounds` failures in a row open the circuit, fewer after a recovery; so do
 * `maxFailures` in total, of attempts in flight at the same time.
 */
const maxRounds = 5
const maxAfterRecovery = 3
const maxFailures = 25
const windowMs = 300_000

/** A receiver that is back is noticed after a quarter of the time that it was away, within these. */
const minProbeMs = 1_000
const maxProbeMs = 900_000

/** A probe that is not recorded by then is lost: longer than a claim, and some time in a queue. */
const leaseMs = 120_000

/** A failed attempt. */
type Failure = {
  delivery: string
  reason: string
  /** The webhook's version when the attempt was made. */
  version: number
  pausedUntil?: string | undefined
  /** The health that was read when the attempt began. */
  known: Health | undefined
  at: Date
}

/** The health after a failed attempt; the same object when nothing changes. */
export function onFailure(key: EndpointKey, health: Health | undefined, failure: Failure): Health {
  const before = health ?? healthy(key)
  const paused = withRetryAfter(before, failure)
  const { circuit } = before
  if (circuit !== undefined && circuit.probe?.delivery !== failure.delivery) return paused

  const { at: now, reason } = failure
  const recent = countRecent(before, failure)
  const failingSince = before.failingSince ?? now.toISOString()
  const next = circuit
    ? afterFailedProbe(circuit, failingSince, now)
    : circuitOpenedBy(recent, { ...before, failingSince }, now)
  const after: Health = {
    ...paused,
    failures: before.failures + 1,
    failingSince,
    reason,
    recent,
    ...(next && { circuit: next }),
  }
  return withDueWarning(after, failure)
}

/** The health after a delivered attempt; undefined when the receiver is healthy. */
export function onSuccess(health: Health, now: Date): Health | undefined {
  const { circuit, failures, failingSince, reason, recent, warned, ...others } = health
  const { untried, failedTest, ...rest } = others
  if (!isFailing(health) && untried === undefined && failedTest === undefined) {
    return isHealthyAgain(health, now) ? undefined : health
  }
  const at = now.toISOString()
  const isAnnounced = warned !== undefined && failingSince !== undefined
  const after: Health = {
    ...rest,
    failures: 0,
    ...(circuit !== undefined && { recoveredAt: at }),
    ...(isAnnounced && { notices: [...rest.notices, { kind: 'recovered', at, failingSince }] }),
  }
  return isHealthyAgain(after, now) ? undefined : after
}

function isFailing({ circuit, failures, warned }: Health): boolean {
  return circuit !== undefined || failures > 0 || warned !== undefined
}

/** The health after a test was delivered: deliveries no longer wait, whatever made them wait. */
export function onTestSuccess(health: Health, now: Date): Health | undefined {
  const { pausedUntil, ...rest } = health
  const at = now.toISOString()
  const wasPaused = pausedUntil !== undefined && pausedUntil > at
  return onSuccess({ ...rest, ...(wasPaused && { recoveredAt: at }) }, now)
}

/** The health after a test failed. Deliveries go on as before: a test is not about their events. */
export function onTestFailure(
  key: EndpointKey,
  health: Health | undefined,
  failedTest: FailedTest,
): Health {
  return { ...(health ?? healthy(key)), failedTest }
}

/** Whether the row of a receiver that is not failing can be removed. */
function isHealthyAgain(health: Health, now: Date): boolean {
  const isPaused = (health.pausedUntil ?? '') > now.toISOString()
  const isSettled = !isRampingUp(health, now) && health.notices.length === 0
  return !isPaused && isSettled && health.slow === undefined
}

/**
 * The health after an attempt that says nothing about the receiver. If it was the probe, another may
 * be sent immediately.
 */
export function releaseProbe(health: Health, delivery: string, now: Date): Health {
  if (health.circuit?.probe?.delivery !== delivery) return health
  const { probe, ...circuit } = health.circuit
  return { ...health, circuit: { ...circuit, nextProbeAt: now.toISOString() } }
}

/** The health while a delivery is the probe. */
export function startProbe(health: Health, delivery: string, now: Date): Health {
  if (health.circuit === undefined) return health
  const leasedUntil = leaseUntil(now, leaseMs)
  return { ...health, circuit: { ...health.circuit, probe: { delivery, leasedUntil } } }
}

/** The health after a manager changed how the receiver is called: the circuit is closed. */
export function resetHealth(health: Health, now: Date): Health {
  const { marketplace, endpoint, notices, revision } = health
  const recoveredAt = now.toISOString()
  return { marketplace, endpoint, failures: 0, recoveredAt, notices, revision }
}

/** The same, until something is delivered to the receiver as it is called now. */
export function untriedAgain(key: EndpointKey, health: Health | undefined, now: Date): Health {
  return { ...(health ? resetHealth(health, now) : healthy(key)), untried: true }
}

/** The health after a manager enabled a webhook whose receiver fails. */
export function openCircuit(key: EndpointKey, reason: string, now: Date): Health {
  const failingSince = now.toISOString()
  return {
    ...healthy(key),
    failures: 1,
    failingSince,
    reason,
    circuit: newCircuit(failingSince, now),
  }
}

function withRetryAfter(health: Health, { pausedUntil }: Failure): Health {
  if (pausedUntil === undefined || pausedUntil <= (health.pausedUntil ?? '')) return health
  return { ...health, pausedUntil }
}

/**
 * Failures are counted for five minutes from the first one on. Attempts in flight at the same time
 * are one round: between them others may have been delivered without reading this row, so that they
 * are not failures in a row.
 */
function countRecent({ recent }: Health, { known, at }: Failure) {
  const isOver = recent === undefined || at.getTime() - Date.parse(recent.since) > windowMs
  if (isOver) return { since: at.toISOString(), failures: 1, rounds: 1 }

  const { since, failures, rounds } = recent
  const isNextRound = known?.recent?.since === since && known.recent.rounds === rounds
  return { since, failures: failures + 1, rounds: isNextRound ? rounds + 1 : rounds }
}

/** The circuit that the recent failures open; undefined if there are too few. */
function circuitOpenedBy(
  recent: NonNullable<Health['recent']>,
  health: Health & { failingSince: string },
  now: Date,
): Circuit | undefined {
  const rounds = isRampingUp(health, now) ? maxAfterRecovery : maxRounds
  const opens = recent.rounds >= rounds || recent.failures >= maxFailures
  return opens ? newCircuit(health.failingSince, now) : undefined
}

function newCircuit(failingSince: string, now: Date): Circuit {
  return { openedAt: now.toISOString(), probes: 0, nextProbeAt: nextProbe(failingSince, now) }
}

function afterFailedProbe({ openedAt, probes }: Circuit, failingSince: string, now: Date): Circuit {
  return { openedAt, probes: probes + 1, nextProbeAt: nextProbe(failingSince, now) }
}

function nextProbe(failingSince: string, now: Date): string {
  const awayMs = now.getTime() - Date.parse(failingSince)
  return addMs(now, Math.min(Math.max(awayMs / 4, minProbeMs), maxProbeMs))
}
