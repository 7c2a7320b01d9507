import * as z from 'zod'

import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { invalid } from '../api/problem.ts'
import { bucketsOf, StatsRange, statsOf } from './compute-stats.ts'
import { countDeliveries, type CountPorts } from './count-deliveries.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import { unknownWebhook } from './validate-webhook.ts'

export type StatsPorts = Pick<WebhookStore, 'findWebhook'> & CountPorts & { now: () => Date }

/** The outcomes of webhooks over time. Delivering updates no counters: the sweep rolls up the log. */
export const statsRoutes: readonly Operation<StatsPorts>[] = [
  {
    method: 'GET',
    path: '/webhooks/{id}/stats',
    scope: 'webhooks:read',
    takesQuery: true,
    handle: showStats,
  },
  {
    method: 'GET',
    path: '/stats',
    scope: 'webhooks:read',
    takesQuery: true,
    handle: showManyStats,
  },
]

/** As many webhooks as a page of their list has at most. */
const maxWebhooks = 100

export const StatsQuery = z.strictObject({ range: StatsRange.default('day') })

export const ManyStatsQuery = StatsQuery.extend({
  webhooks: z
    .string()
    .transform((text) => [...new Set(text.split(','))])
    .refine((ids) => ids.length <= maxWebhooks, `must name at most ${maxWebhooks} webhooks`)
    .refine((ids) => !ids.includes(''), 'must be the ids of webhooks, separated by commas'),
})

async function showStats(
  { caller, params, query }: ApiRequest,
  ports: StatsPorts,
): Promise<ApiResponse> {
  const parsed = StatsQuery.safeParse(query)
  if (!parsed.success) return invalid('query', parsed.error)

  const webhook = await ports.findWebhook(caller.marketplace, params['id'] ?? '')
  if (webhook === undefined) return unknownWebhook(params)
  const { range } = parsed.data
  return { status: 200, body: await statsOfOne(webhook, range, ports) }
}

/** A webhook that was deleted meanwhile is left out, so that the others are still shown. */
async function showManyStats(
  { caller, query }: ApiRequest,
  ports: StatsPorts,
): Promise<ApiResponse> {
  const parsed = ManyStatsQuery.safeParse(query)
  if (!parsed.success) return invalid('query', parsed.error)

  const { webhooks: ids, range } = parsed.data
  const counted = async (id: string) => {
    const webhook = await ports.findWebhook(caller.marketplace, id)
    return webhook && { webhook: id, ...(await statsOfOne(webhook, range, ports)) }
  }
  const all = await Promise.all(ids.map(counted))
  return { status: 200, body: { items: all.filter((one) => one !== undefined) } }
}

async function statsOfOne(webhook: EndpointKey, range: StatsRange, ports: StatsPorts) {
  const buckets = bucketsOf(range, ports.now())
  return statsOf(range, buckets, await countDeliveries(webhook, buckets, ports))
}
