import type { Countable } from './tally.ts'

/** With an archive, deliveries that need nothing more leave the table after this many days. */
export const archiveAfterDays = 7

const dayMs = 24 * 3_600_000

/** Long before a row leaves, its hour has been counted with it. */
const firstSuccessMs = dayMs

/**
 * Whether the first attempt delivered, within a day. It stays so whatever is sent again later, so
 * that what is counted of it stays exact after its row has left.
 */
export function isFirstSuccess({ createdAt, attempts, isTest }: Countable): boolean {
  const [first] = attempts
  if (first?.outcome.kind !== 'delivered' || isTest === true) return false
  return Date.parse(first.startedAt) - Date.parse(createdAt) <= firstSuccessMs
}

/** Whether the delivery leaves for the archive: a first success that was not sent again. */
export function isArchivable(delivery: Countable): boolean {
  const { status, attempts } = delivery
  return status === 'successful' && attempts.length === 1 && isFirstSuccess(delivery)
}

/** Covers clocks that differ, and the time that a count takes. */
const marginMs = 300_000

/** Whether rows of deliveries since this time may have left. */
export function mayHaveLeftSince(time: string, now: Date): boolean {
  return Date.parse(time) + archiveAfterDays * dayMs - marginMs <= now.getTime()
}
