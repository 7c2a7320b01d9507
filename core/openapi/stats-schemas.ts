import * as z from 'zod'

import { StatsRange } from '../manage/compute-stats.ts'
import { named } from './named.ts'

const timestamp = z.iso.datetime()
const count = z.int().nonnegative()
const ms = z.number().nonnegative()

named('StatsRange', StatsRange, {
  description:
    'The time range up to now: `hour` in 12 buckets of 5 minutes, `day` in 24 of one hour, `week` in 28 of 6 hours, `month` in 30 of one day',
})

const Latency = named(
  'Latency',
  z.object({
    sample: z.int().positive().describe('The number of durations that were counted'),
    p50Ms: ms.describe('The median'),
    p95Ms: ms,
    p99Ms: ms,
  }),
  {
    description:
      'The durations of the last attempts of deliveries that have ended. Percentiles are within 10 % of the exact ones',
  },
)

const counts = {
  successful: count,
  failed: count,
  pending: count,
  skipped: count,
  dropped: count.describe('Only deliveries of a deleted webhook are dropped'),
}
const latency = Latency.nullable().describe('`null` if no delivery with an attempt has ended')

const StatsBucket = named('StatsBucket', z.object({ from: timestamp, ...counts, latency }), {
  description: 'The deliveries that were created in a bucket of time',
})

/** The statistics of a webhook's deliveries. */
export const StatsView = named(
  'Stats',
  z.object({
    range: StatsRange,
    from: timestamp,
    to: timestamp.describe('The end of the last bucket'),
    bucketSeconds: z.int().positive().describe('The length of a bucket'),
    buckets: z.array(StatsBucket).describe('Oldest first; the last one contains the current time'),
    totals: z.object({
      ...counts,
      successRate: z
        .number()
        .min(0)
        .max(1)
        .nullable()
        .describe(
          'Successful deliveries as a share of successful and failed ones; `null` if there are none',
        ),
    }),
    latency,
  }),
  {
    description:
      'The statistics of a webhook’s deliveries by creation time, without tests. In an hour with more than 1,000 deliveries, a new status of one that is older than five minutes may be counted with the next sweep: within 20 minutes, or three on one machine',
  },
)
