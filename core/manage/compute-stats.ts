import * as z from 'zod'

export const StatsRange = z.enum(['hour', 'day', 'week', 'month'])
type StatsRange = z.infer<typeof StatsRange>

const grids: Readonly<Record<StatsRange, { count: number; seconds: number }>> = {
  hour: { count: 12, seconds: 300 },
  day: { count: 24, seconds: 3600 },
  week: { count: 28, seconds: 21_600 },
  month: { count: 30, seconds: 86_400 },
}

/** A time range, without its end. */
export type StatsBucket = { from: string; to: string }

/**
 * The counts of a webhook's deliveries that were created in a bucket. Those that are `waiting` are
 * pending and have a next attempt.
 */
export type Counted = {
  total: number
  failed: number
  skipped: number
  waiting: number
  /**
   * How many deliveries the sample has, and how long the last attempt of each took, if there was
   * one.
   */
  sampled: number
  sampleMs: readonly number[]
}

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

/**
 * The counts of the buckets, and their totals. `onTheirWay` has the creation times of pending
 * deliveries that are not waiting. All remaining deliveries were successful: those have no list.
 */
export function statsOf(
  range: StatsRange,
  counted: readonly (StatsBucket & Counted)[],
  onTheirWay: readonly string[],
) {
  const buckets = counted.map((one) => {
    const { from, to, total, failed, skipped, waiting } = one
    // Queued deliveries have no row, and are not in the total.
    const pending = waiting + onTheirWay.filter((moment) => moment >= from && moment < to).length
    const successful = total - failed - skipped - waiting
    // A deleted webhook has no stats, and before it is deleted none of its deliveries are dropped.
    const counts = { successful, failed, pending, skipped, dropped: 0 }
    return { from, ...counts, latency: latencyOf(weighted(one)) }
  })
  const sum = (name: 'successful' | 'failed' | 'pending' | 'skipped') =>
    buckets.reduce((total, bucket) => total + bucket[name], 0)
  const [successful, failed] = [sum('successful'), sum('failed')]
  const ended = successful + failed
  return {
    range,
    from: counted[0]?.from,
    to: counted.at(-1)?.to,
    bucketSeconds: grids[range].seconds,
    buckets,
    totals: {
      ...{ successful, failed, pending: sum('pending'), skipped: sum('skipped'), dropped: 0 },
      successRate: ended === 0 ? null : successful / ended,
    },
    latency: latencyOf(counted.flatMap(weighted)),
  }
}

/** A sampled duration, weighted by the deliveries that it represents. */
type Weighted = { ms: number; weight: number }

/** A bucket's sample represents the whole bucket, so that a quiet hour does not count too much. */
function weighted({ total, sampled, sampleMs }: Counted): Weighted[] {
  return sampleMs.map((ms) => ({ ms, weight: total / sampled }))
}

function latencyOf(times: readonly Weighted[]) {
  if (times.length === 0) return null
  const sorted = times.toSorted((one, other) => one.ms - other.ms)
  const at = (share: number) => percentile(sorted, share)
  return { sample: times.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) }
}

/** The shortest time that this share of the deliveries did not exceed (nearest rank). */
function percentile(sorted: readonly Weighted[], share: number): number {
  const all = sorted.reduce((sum, { weight }) => sum + weight, 0)
  let passed = 0
  const found = sorted.find(({ weight }) => {
    passed += weight
    return passed >= all * share - 1e-9 // sums of fractions are a little off
  })
  return found?.ms ?? sorted.at(-1)?.ms ?? 0
}
