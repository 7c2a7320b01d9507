import type { EndpointKey } from '../webhooks/endpoint.ts'
import { addMs } from '../values/timestamp.ts'
import type { PositionRange } from './delivery-store.ts'
import { mayHaveLeftSince } from './archivable.ts'
import type { HourTally } from './hour-tally.ts'
import type { Countable } from './tally.ts'

/** An hour of an endpoint's deliveries, by creation time. */
export type EndpointHour = { marketplace: string; endpoint: string; hour: string }

/** The tally of an hour's deliveries before the position `upTo`. Every change has a revision. */
export type Rollup = EndpointHour & HourTally & { upTo: string; revision: number }

/** Says that a delivery of a rollup may have a new status or attempt. Each mark has a token of its own. */
export type RecountMark = EndpointHour & { token: string; at: string }

/** Tallies of past hours, and the deliveries that they count. */
export type RollupStore = {
  /** Whether deliveries leave the table for an archive: rollups then keep what is counted of them. */
  archives: boolean
  /** Up to which position a marketplace's deliveries are rolled up. */
  findRolledUp: (marketplace: string) => Promise<string | undefined>
  saveRolledUp: (marketplace: string, upTo: string) => Promise<void>
  findRollup: (hour: EndpointHour) => Promise<Rollup | undefined>
  /** The endpoint's rollups since this time; the last second of changes may be missing. */
  findRollups: (endpoint: EndpointKey, from: string) => Promise<Rollup[]>
  /** Saves the rollup after a change; false if another change came first. */
  replaceRollup: (after: Rollup, before: Rollup | undefined) => Promise<boolean>
  /** A page of a marketplace's marks, after one of them. */
  findMarks: (
    marketplace: string,
    page: { limit: number; after?: RecountMark | undefined },
  ) => Promise<RecountMark[]>
  /** The hours of an endpoint that are marked, oldest first. */
  findMarkedHours: (endpoint: EndpointKey) => Promise<string[]>
  /** Removes the mark, unless another one has replaced it. */
  removeMark: (mark: RecountMark) => Promise<void>
  /**
   * Calls `see` with each of an endpoint's deliveries in a range without its end, in any order. The
   * last second of changes may be missing.
   */
  forEachDelivery: (
    endpoint: EndpointKey,
    range: PositionRange,
    see: (delivery: Countable) => void,
  ) => Promise<void>
}

/**
 * Deliveries are rolled up ten minutes after their event was accepted: most have ended by then, and
 * a webhook with a million deliveries a month has 230 younger ones.
 */
export const rollUpAfterMs = 600_000

/**
 * From this age on, a delivery that gets a new status or attempt may have been rolled up. The five minutes in
 * between cover clocks that differ, reads that lag, and the time from the mark to the change.
 */
export const markAfterMs = rollUpAfterMs - 300_000

/** A process marks an hour at most once in this time. */
export const markAgainMs = 60_000

/**
 * The changes that a mark announced are stored by then: the last one comes before its process marks
 * the hour again, and a write ends after 10 s.
 */
export const recountAfterMs = markAgainMs + 60_000

export const hourMs = 3_600_000

/** The hour of a time. */
export function hourOf(time: string): string {
  return new Date(Math.floor(Date.parse(time) / hourMs) * hourMs).toISOString()
}

/** Whether rows may be missing that the rollup counts: its hour cannot be counted again from all. */
export function mayHaveLeft({ firstSuccesses, hour }: Rollup, now: Date): boolean {
  return firstSuccesses !== undefined && mayHaveLeftSince(hour, now)
}

export function hourAfter(hour: string): string {
  return addMs(new Date(hour), hourMs)
}
