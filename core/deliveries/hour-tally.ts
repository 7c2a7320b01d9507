import { isArchivable, isFirstSuccess } from './archivable.ts'
import { addTally, type Countable, countIn, countOut, emptyTally, type Tally } from './tally.ts'

/**
 * The tally of an hour. With an archive, `firstSuccesses` is the part of it that first attempts
 * delivered, as they ended: these rows leave before the hour does.
 */
export type HourTally = Tally & { firstSuccesses?: Tally }

export function emptyHour(archives: boolean): HourTally {
  return { ...emptyTally(), ...(archives && { firstSuccesses: emptyTally() }) }
}

/** Counts a delivery of an hour all of whose rows are there. */
export function countInHour(tally: HourTally, delivery: Countable): void {
  countIn(tally, delivery)
  if (tally.firstSuccesses !== undefined) countFirstSuccess(tally.firstSuccesses, delivery)
}

/** Adds the delivery as its first attempt ended, if that was a success. */
export function countFirstSuccess(firstSuccesses: Tally, delivery: Countable): void {
  if (isFirstSuccess(delivery)) countIn(firstSuccesses, asItWasAtFirst(delivery))
}

/** The hour to start with when rows have left: those of first successes. */
export function hourOfArchived(firstSuccesses: Tally): HourTally {
  const tally = emptyHour(true)
  addTally(tally, firstSuccesses)
  return { ...tally, firstSuccesses }
}

/** Counts a delivery whose row stayed. Those that leave are in the tally, wherever they are now. */
export function countRemaining(tally: HourTally, delivery: Countable): void {
  if (isArchivable(delivery)) return
  countIn(tally, delivery)
  if (isFirstSuccess(delivery)) countOut(tally, asItWasAtFirst(delivery))
}

function asItWasAtFirst(delivery: Countable): Countable {
  return { ...delivery, status: 'successful', attempts: delivery.attempts.slice(0, 1) }
}
