import { addMs } from '../values/timestamp.ts'
import { scheduledAttempts } from './apply-attempt.ts'
import type { Delivery } from './delivery.ts'

/** The number of the last attempt that is planned, and when it is due at the earliest. */
export type AttemptsAhead = { attemptLimit: number; givesUpAt: string }

/**
 * What is ahead of a waiting delivery if every attempt fails; undefined if it does not wait. Jitter and
 * pauses of its webhook come on top.
 */
export function attemptsAhead(
  delivery: Delivery,
  waitsSeconds: readonly number[],
): AttemptsAhead | undefined {
  const { dueAt, attempts, status } = delivery
  if (status !== 'pending' || dueAt === undefined) return undefined
  const waits = waitsSeconds.slice(scheduledAttempts(delivery))
  const seconds = waits.reduce((sum, wait) => sum + wait, 0)
  return {
    attemptLimit: attempts.length + 1 + waits.length,
    givesUpAt: addMs(new Date(dueAt), seconds * 1000),
  }
}
