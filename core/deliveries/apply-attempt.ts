import { nextWaitSeconds } from '../webhooks/backoff.ts'
import { addMs } from '../values/timestamp.ts'
import type { Attempt, Delivery } from './delivery.ts'

type RetryInput = {
  waitsSeconds: readonly number[]
  random: () => number
  now: () => Date
}

/** The delivery after an attempt: ended, or with the time of its next attempt. Its lease is cleared. */
export function applyAttempt(before: Delivery, attempt: Attempt, retry: RetryInput): Delivery {
  const { leasedUntil, dueAt, requested, ...delivery } = before
  const attempts = [...delivery.attempts, attempt]
  const after = { ...delivery, attempts, revision: delivery.revision + 1 }
  const status = endedAs(before, attempt)
  if (status !== undefined) return { ...after, status }

  // A requested attempt leaves the schedule of a waiting delivery as it was.
  const keepsDueAt = requested !== undefined && dueAt !== undefined
  const next = keepsDueAt ? notTooSoon(dueAt, retry.now()) : nextDueAt(after, retry)
  return next === undefined ? { ...after, status: 'failed' } : { ...after, dueAt: next }
}

/** The status that the attempt ends the delivery with; undefined when it may be tried again. */
function endedAs(
  { requested, isTest }: Delivery,
  { outcome: { kind } }: Attempt,
): Delivery['status'] | undefined {
  if (kind === 'delivered' || requested?.status === 'successful') return 'successful'
  const hadEnded = requested !== undefined && requested.status !== 'pending'
  return kind === 'refused' || isTest === true || hadEnded ? 'failed' : undefined
}

/** The row is parked before the attempt is recorded: it must not be due in between. */
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
  if (wait === undefined) return undefined
  const outcome = delivery.attempts.at(-1)?.outcome
  const retryAfter = outcome?.kind === 'failed' ? (outcome.retryAfterSeconds ?? 0) : 0
  return addMs(now(), Math.max(wait, retryAfter) * 1000)
}

/** The attempts that the schedule counts: not requested ones, and none before it was started over. */
export function scheduledAttempts({ attempts, scheduleStart = 0 }: Delivery): number {
  return attempts.slice(scheduleStart).filter(({ requestedBy }) => requestedBy === undefined).length
}
