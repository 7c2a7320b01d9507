import { useQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import type { DeliverySummary, List } from './views.ts'

const pollMs = 5000

/** A webhook's newest deliveries; new ones appear by themselves. */
export function useLatestDeliveries(webhook: string, limit: number) {
  const api = useApi()
  return useQuery({
    queryKey: ['deliveries', 'latest', webhook, limit],
    queryFn: async ({ signal }) => {
      const asked = { path: '/deliveries', query: { webhook, limit }, signal }
      return (await api<List<DeliverySummary>>(asked)).body.items
    },
    refetchInterval: pollMs,
  })
}
