import type { Attempt, Delivery } from './delivery.ts'
import { addMs } from '../values/timestamp.ts'
import { nextWaitSeconds } from '../webhooks/retry-policy.ts'

type RetryInput = {
  waitsSeconds: readonly number[]
  random: () => number
  now: () => Date
}

/**
 * The delivery after an attempt: ended, or with the moment of its next attempt. Whose it was is
 * left to others.
 */
export function applyAttempt(
  { leasedUntil, dueAt, requested, ...delivery }: Delivery,
  attempt: Attempt,
  chances: RetryInput,
): Delivery {
  const attempts = [...delivery.attempts, attempt]
  const after = { ...delivery, attempts, revision: delivery.revision + 1 }
  const { kind } = attempt.outcome
  if (kind === 'delivered') return { ...after, status: 'successful' }
  if (requested?.status === 'successful') return { ...after, status: 'successful' }

  const isOver = kind === 'refused' || delivery.isTest === true
  if (isOver || (requested !== undefined && requested.status !== 'pending')) {
    return { ...after, status: 'failed' }
  }
  // What somebody asked for in between leaves the schedule as it was.
  const isKept = requested !== undefined && dueAt !== undefined
  const next = isKept ? notTooSoon(dueAt, chances.now()) : nextDueAt(after, chances)
  return next === undefined ? { ...after, status: 'failed' } : { ...after, dueAt: next }
}

/** Its row is written before the attempt is: nobody may take it up in between. */
const recordMs = 60_000

function notTooSoon(dueAt: string, now: Date): string {
  const soonest = addMs(now, recordMs)
  return dueAt > soonest ? dueAt : soonest
}

function nextDueAt(
  delivery: Delivery,
  { waitsSeconds, random, now }: RetryInput,
): string | undefined {
  const wait = nextWaitSeconds(scheduledAttempts(delivery), waitsSeconds, random)
  const asked = delivery.attempts.at(-1)?.outcome
  const patience = asked?.kind === 'failed' ? (asked.retryAfterSeconds ?? 0) : 0
  if (wait === undefined) return undefined
  return addMs(now(), Math.max(wait, patience) * 1000)
}

/**
 * Those that the schedule counts: what people asked for, and what was before it began anew, is not.
 */
function scheduledAttempts({ attempts, scheduleStart = 0 }: Delivery): number {
  return attempts.slice(scheduleStart).filter(({ requestedBy }) => requestedBy === undefined).length
}
