import { useQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'
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
  const api = useApi()
  return useQuery({
    queryKey: ['deliveries', 'failures', limit],
    queryFn: async ({ signal }) => {
      const params = { query: { status: ['failed' as const], limit } }
      return (await dataOf(api.GET('/deliveries', { params, signal }))).items
    },
    refetchInterval: pollEvery(failuresPollMs),
  })
}
