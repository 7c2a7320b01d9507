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
  attempts: z
    .object({ delivered: count, failed: count })
    .describe('How all attempts at these deliveries ended; a refused one counts as failed'),
}
const latency = Latency.nullable().describe('`null` if no delivery with an attempt has ended')

const StatsBucket = named('StatsBucket', z.object({ from: timestamp, ...counts, latency }), {
  description: 'The deliveries that were created in a bucket of time',
})

const fields = {
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
        'Delivered attempts as a share of all attempts; `null` if there are none. A delivery that failed twice before it was delivered counts as three attempts',
      ),
  }),
  latency,
}
const late =
  'In an hour with more than 1,000 deliveries, a new attempt at one that is older than five minutes may be counted with the next sweep: within 20 minutes, or three on one machine'

/** The statistics of a webhook's deliveries. */
export const StatsView = named('Stats', z.object(fields), {
  description: `The statistics of a webhook’s deliveries by creation time, without tests. ${late}`,
})

/** The statistics of several webhooks. */
export const StatsListView = named(
  'StatsList',
  z.object({
    items: z
      .array(
        named(
          'WebhookStats',
          z.object({ webhook: z.string().describe('The id of the webhook'), ...fields }),
          { description: 'The statistics of one of several webhooks' },
        ),
      )
      .describe('In the order of the query, without webhooks that do not exist'),
  }),
  { description: 'The statistics of several webhooks' },
)
