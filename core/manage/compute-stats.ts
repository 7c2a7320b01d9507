import * as z from 'zod'

import { latencyOf } from '../deliveries/durations.ts'
import { addTally, emptyTally, type Tally } from '../deliveries/tally.ts'

export const StatsRange = z.enum(['hour', 'day', 'week', 'month'])
export type StatsRange = z.infer<typeof StatsRange>

const grids: Readonly<Record<StatsRange, { count: number; seconds: number }>> = {
  hour: { count: 12, seconds: 300 },
  day: { count: 24, seconds: 3600 },
  week: { count: 28, seconds: 21_600 },
  month: { count: 30, seconds: 86_400 },
}

/** A time range, without its end. */
export type StatsBucket = { from: string; to: string }

/**
 * The range's buckets, oldest first: each begins at a multiple of its length, the last one includes
 * now.
 */
export function bucketsOf(range: StatsRange, now: Date): StatsBucket[] {
  const { count, seconds } = grids[range]
  const last = Math.floor(now.getTime() / 1000 / seconds)
  const at = (number: number) => new Date(number * seconds * 1000).toISOString()
  return Array.from({ length: count }, (_, index) => {
    const number = last - count + 1 + index
    return { from: at(number), to: at(number + 1) }
  })
}

/** The counts of the buckets, one tally for each, and their totals. */
export function statsOf(
  range: StatsRange,
  buckets: readonly StatsBucket[],
  tallies: readonly Tally[],
) {
  const all = emptyTally()
  for (const tally of tallies) addTally(all, tally)
  const { delivered, failed } = all.attempts
  return {
    range,
    from: buckets[0]?.from,
    to: buckets.at(-1)?.to,
    bucketSeconds: grids[range].seconds,
    buckets: buckets.map(({ from }, index) => {
      const tally = tallies[index] ?? emptyTally()
      return { from, ...countsOf(tally), latency: latencyOf(tally.durations) }
    }),
    totals: {
      ...countsOf(all),
      successRate: delivered + failed === 0 ? null : delivered / (delivered + failed),
    },
    latency: latencyOf(all.durations),
  }
}

const zeros = { successful: 0, failed: 0, pending: 0, skipped: 0, dropped: 0 }

function countsOf({ counts, attempts }: Tally) {
  return { ...zeros, ...counts, attempts }
}
