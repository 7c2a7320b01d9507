import * as z from 'zod'

import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { invalid } from '../api/problem.ts'
import { bucketsOf, StatsRange, statsOf } from './compute-stats.ts'
import { countDeliveries, type CountPorts } from './count-deliveries.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import { unknownWebhook } from './validate-webhook.ts'

export type StatsPorts = Pick<WebhookStore, 'findWebhook'> & CountPorts & { now: () => Date }

/** A webhook's outcomes over time. Delivering updates no counters: the sweep rolls up the log. */
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

async function showStats(
  { caller, params, query }: ApiRequest,
  ports: StatsPorts,
): Promise<ApiResponse> {
  const parsed = StatsQuery.safeParse(query)
  if (!parsed.success) return invalid('query', parsed.error)

  const webhook = await ports.findWebhook(caller.marketplace, params['id'] ?? '')
  if (webhook === undefined) return unknownWebhook(params)
  const { range } = parsed.data
  const buckets = bucketsOf(range, ports.now())
  const tallies = await countDeliveries(webhook, buckets, ports)
  return { status: 200, body: statsOf(range, buckets, tallies) }
}
