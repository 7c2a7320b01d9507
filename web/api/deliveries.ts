import { useQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import type { DeliverySummary, List } from './views.ts'

const pollMs = 5000

/** The newest deliveries of a webhook, polled. */
export function useLatestDeliveries(webhook: string, limit: number) {
  const api = useApi()
  return useQuery({
    queryKey: ['deliveries', 'latest', webhook, limit],
    queryFn: async ({ signal }) => {
      const request = { path: '/deliveries', query: { webhook, limit }, signal }
      return (await api<List<DeliverySummary>>(request)).body.items
    },
    refetchInterval: pollMs,
  })
}
