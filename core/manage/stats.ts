import * as z from 'zod'

import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { invalid } from '../api/problem.ts'
import { type StatsBucket, bucketsOf, type Counted, StatsRange, statsOf } from './compute-stats.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'
import { unknownWebhook } from './validate-webhook.ts'

export type StatsPorts = Pick<WebhookStore, 'findWebhook'> & {
  /** Counts a webhook's deliveries in a bucket; a closed bucket gets no more of them. */
  countBucket: (webhook: EndpointKey, bucket: StatsBucket, isClosed: boolean) => Promise<Counted>
  /** The creation times of the webhook's newest pending deliveries that are not waiting. */
  findQueued: (webhook: EndpointKey) => Promise<string[]>
  now: () => Date
}

/** A webhook's outcomes over time, counted from the log: delivering updates no counters. */
export const statsRoutes: readonly Operation<StatsPorts>[] = [
  {
    method: 'GET',
    path: '/webhooks/{id}/stats',
    scope: 'webhooks:read',
    takesQuery: true,
    handle: showStats,
  },
]

export const StatsQuery = z.strictObject({ range: StatsRange.default('day') })

/**
 * A bucket may get deliveries until this long after its end: they are written after their creation
 * time, and appear in the index even later.
 */
const lateMs = 60_000

async function showStats(
  { caller, params, query }: ApiRequest,
  ports: StatsPorts,
): Promise<ApiResponse> {
  const parsed = StatsQuery.safeParse(query)
  if (!parsed.success) return invalid('query', parsed.error)

  const webhook = await ports.findWebhook(caller.marketplace, params['id'] ?? '')
  if (webhook === undefined) return unknownWebhook(params)
  const { range } = parsed.data
  const now = ports.now()
  const [onTheirWay, ...counted] = await Promise.all([
    ports.findQueued(webhook),
    ...bucketsOf(range, now).map(async (bucket) => {
      const isClosed = Date.parse(bucket.to) + lateMs <= now.getTime()
      return { ...bucket, ...(await ports.countBucket(webhook, bucket, isClosed)) }
    }),
  ])
  return { status: 200, body: statsOf(range, counted, onTheirWay) }
}
