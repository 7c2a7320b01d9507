const latency = { sample: 20, p50Ms: 34, p95Ms: 120, p99Ms: 310 }
const some = {
  successful: 41,
  failed: 1,
  pending: 2,
  skipped: 0,
  dropped: 0,
  attempts: { delivered: 41, failed: 14 },
  latency,
}
const none = {
  successful: 0,
  failed: 0,
  pending: 0,
  skipped: 0,
  dropped: 0,
  attempts: { delivered: 0, failed: 0 },
  latency: null,
}

const start = Date.parse('2026-02-22T01:15:00.000Z')
const bucketSeconds = 300
const at = (number: number) => new Date(start + number * bucketSeconds * 1000).toISOString()

const { latency: _, ...counts } = some

/** An hour with deliveries in its last bucket only. */
export const stats = {
  range: 'hour',
  from: at(0),
  to: at(12),
  bucketSeconds,
  buckets: Array.from({ length: 12 }, (__, index) => ({
    from: at(index),
    ...(index === 11 ? some : none),
  })),
  totals: { ...counts, successRate: 41 / 55 },
  latency,
}
