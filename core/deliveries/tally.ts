import type { Attempt, Delivery, Status } from './delivery.ts'
import { addDuration, type Durations } from './durations.ts'

/** How many attempts were delivered, and how many were not. */
type AttemptCounts = { delivered: number; failed: number }

/**
 * How many deliveries have each status, how all of their attempts ended, and how long the last
 * attempts of ended ones took.
 */
export type Tally = {
  counts: Partial<Record<Status, number>>
  attempts: AttemptCounts
  durations: Durations
}

/** What is counted of a delivery. */
export type Countable = Pick<Delivery, 'id' | 'createdAt' | 'status' | 'isTest'> & {
  attempts: readonly Pick<Attempt, 'startedAt' | 'durationMs' | 'outcome'>[]
}

export function emptyTally(): Tally {
  return { counts: {}, attempts: { delivered: 0, failed: 0 }, durations: {} }
}

/**
 * The attempts of a tally that was stored before they were counted: at least one for each delivery
 * that was sent.
 */
export function attemptsIn({ successful = 0, failed = 0 }: Tally['counts']): AttemptCounts {
  return { delivered: successful, failed }
}

/** Adds a delivery to the tally, unless it is a test. A pending one has no duration yet. */
export function countIn(tally: Tally, delivery: Countable): void {
  count(tally, delivery, 1)
}

/** Takes a delivery out of the tally that was counted as it is here. */
export function countOut(tally: Tally, delivery: Countable): void {
  count(tally, delivery, -1)
}

function count(tally: Tally, { status, isTest, attempts }: Countable, times: number): void {
  if (isTest === true) return
  add(tally.counts, status, times)
  for (const { outcome } of attempts) {
    tally.attempts[outcome.kind === 'delivered' ? 'delivered' : 'failed'] += times
  }
  const last = attempts.at(-1)
  if (last === undefined || status === 'pending') return
  addDuration(tally.durations, last.durationMs, times)
}

export function addTally(tally: Tally, { counts, attempts, durations }: Tally): void {
  tally.attempts.delivered += attempts.delivered
  tally.attempts.failed += attempts.failed
  for (const [status, count] of Object.entries(counts)) add(tally.counts, status, count)
  for (const [bucket, count] of Object.entries(durations)) add(tally.durations, bucket, count)
}

function add(numbers: Record<string, number>, name: string, count: number): void {
  numbers[name] = (numbers[name] ?? 0) + count
}
