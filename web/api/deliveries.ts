import { queryOptions, useQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { type Api, dataOf } from './client.ts'
import type { DataSource } from './data-source.ts'
import { pollEvery } from './polling.ts'

const pollMs = 5000

/** The newest deliveries of a webhook, polled. */
export function useLatestDeliveries(webhook: string, limit: number) {
  const api = useApi()
  return useQuery({
    queryKey: ['deliveries', 'latest', webhook, limit],
    queryFn: async ({ signal }) => {
      const params = { query: { webhook: [webhook], limit } }
      return (await dataOf(api.GET('/deliveries', { params, signal }))).items
    },
    refetchInterval: pollEvery(pollMs),
  })
}

const failuresPollMs = 30_000

/** The newest failed deliveries of all webhooks, polled. */
export function useLatestFailures(limit: number) {
  return useQuery({
    ...latestFailuresQuery(useApi(), limit),
    refetchInterval: pollEvery(failuresPollMs),
  })
}

export function requestLatestFailures(
  { api, queries }: DataSource,
  limit: number,
): Promise<unknown> {
  return queries.query(latestFailuresQuery(api, limit))
}

function latestFailuresQuery(api: Api, limit: number) {
  return queryOptions({
    queryKey: ['deliveries', 'failures', limit],
    queryFn: async ({ signal }) => {
      const params = { query: { status: ['failed' as const], limit } }
      return (await dataOf(api.GET('/deliveries', { params, signal }))).items
    },
  })
}
