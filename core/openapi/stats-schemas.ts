import * as z from 'zod'

import { StatsRange } from '../manage/compute-stats.ts'
import { named } from './named.ts'

const moment = z.iso.datetime()
const count = z.int().nonnegative()
const ms = z.number().nonnegative()

named('StatsRange', StatsRange, {
  description:
    'Up to now: `hour` in 12 buckets of 5 minutes, `day` in 24 of an hour, `week` in 28 of 6 hours, `month` in 30 of a day',
})

const Latency = named(
  'Latency',
  z.object({
    sample: z.int().positive().describe('So many attempts were looked at'),
    p50Ms: ms.describe('Half of them took no longer'),
    p95Ms: ms,
    p99Ms: ms,
  }),
  {
    description:
      'How long last attempts took, of the 20 newest deliveries of each bucket, or its 20 oldest where these had none; each bucket counts for as much as it has',
  },
)

const counts = {
  successful: count,
  failed: count,
  pending: count,
  skipped: count,
  dropped: count.describe('Only what belonged to a removed webhook is'),
}
const latency = Latency.nullable().describe('`null` where no attempt was made')

const StatsBucket = named('StatsBucket', z.object({ from: moment, ...counts, latency }), {
  description: 'The deliveries that were created in some time',
})

/** How a webhook's deliveries went, over time. */
export const StatsView = named(
  'Stats',
  z.object({
    range: StatsRange,
    from: moment,
    to: moment.describe('When the last bucket ends'),
    bucketSeconds: z.int().positive().describe('So long a bucket is'),
    buckets: z.array(StatsBucket).describe('Oldest first; now is in the last one'),
    totals: z.object({
      ...counts,
      successRate: z
        .number()
        .min(0)
        .max(1)
        .nullable()
        .describe('Of those that were delivered or failed for good; `null` where none was'),
    }),
    latency,
  }),
  {
    description:
      'How a webhook’s deliveries went, by when they were created, without tests. Behind 300 others that are pending in the marketplace, some that are on their way count as successful until they end',
  },
)
