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
    sample: z.int().positive().describe('The number of sampled attempts'),
    p50Ms: ms.describe('The median'),
    p95Ms: ms,
    p99Ms: ms,
  }),
  {
    description:
      'The durations of latest attempts, sampled from the 20 newest deliveries of each bucket, or its 20 oldest if the newest have no attempt yet. Each bucket is weighted by its number of deliveries',
  },
)

const counts = {
  successful: count,
  failed: count,
  pending: count,
  skipped: count,
  dropped: count.describe('Only deliveries of a deleted webhook are dropped'),
}
const latency = Latency.nullable().describe('`null` if there was no attempt')

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
      'The statistics of a webhook’s deliveries by creation time, without tests. If more than 300 deliveries of the marketplace are pending, some in flight count as successful until they end',
  },
)
