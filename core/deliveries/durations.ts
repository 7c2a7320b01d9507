/** How many durations are in each bucket, by the number of the bucket. */
export type Durations = Record<string, number>

/** Each bucket is a fifth wider than the one before, so that its middle is within 10 % of all in it. */
const growth = 1.2

/** Adds a duration, or with -1 takes one out. */
export function addDuration(durations: Durations, ms: number, times = 1): void {
  const bucket = ms < 1 ? 0 : 1 + Math.floor(Math.log(ms) / Math.log(growth))
  durations[bucket] = (durations[bucket] ?? 0) + times
}

/** The numbers of durations and their percentiles (nearest rank), or null if there are none. */
export function latencyOf(durations: Durations) {
  const buckets = Object.entries(durations)
    .map(([bucket, count]) => ({ bucket: Number(bucket), count }))
    .sort((one, other) => one.bucket - other.bucket)
  const sample = buckets.reduce((sum, { count }) => sum + count, 0)
  if (sample === 0) return null
  const at = (share: number) => {
    let passed = 0
    const found = buckets.find(({ count }) => (passed += count) >= share * sample)
    return middleOf(found?.bucket ?? 0)
  }
  return { sample, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) }
}

function middleOf(bucket: number): number {
  return bucket === 0 ? 0 : Math.round(growth ** (bucket - 0.5))
}
