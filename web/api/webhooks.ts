import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { type Api, path } from './client.ts'
import { statusOf } from './api-error.ts'
import type { List, StatsRange, StatsView, WebhookView } from './views.ts'

/** What a list of webhooks is asked for, as the API names it; what is missing is not asked. */
export type WebhookFilter = {
  search?: string
  resource?: string
  state?: string
  authentication?: string
  sort?: string
  order?: 'asc' | 'desc'
}

/** How often what is on the screen is asked for anew. */
const pollMs = 10_000
const statsPollMs = { hour: 10_000, day: 60_000, week: 60_000, month: 60_000 }

/** The webhooks that pass the filter, page after page. */
export function useWebhooks(filter: WebhookFilter, limit: number) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['webhooks', 'list', filter, limit],
    queryFn: async ({ pageParam: cursor, signal }) => {
      const query = { ...filter, limit, cursor }
      return (await api<List<WebhookView>>({ path: '/webhooks', query, signal })).body
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
    placeholderData: keepPreviousData,
    refetchInterval: pollMs,
  })
}

/** One webhook, kept as it is now. When it is gone, `deleted` is what it was, if that was read. */
export function useWebhook(id: string) {
  const { data, error, refetch } = useQuery({
    ...webhookQuery(useApi(), id),
    refetchInterval: ({ state }) => statusOf(state.error) !== 404 && pollMs,
  })
  const isGone = statusOf(error) === 404
  const seen = isGone ? { data: undefined, deleted: data } : { data, deleted: undefined }
  return { ...seen, error, refetch, what: 'webhook' as const }
}

/** How one webhook is read, wherever it is. */
export function webhookQuery(api: Api, id: string) {
  return {
    queryKey: ['webhooks', 'one', id],
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      (await api<WebhookView>({ path: path`/webhooks/${id}`, signal })).body,
  }
}

/** How a webhook's deliveries went over time. */
export function useStats(id: string, range: StatsRange) {
  const api = useApi()
  return useQuery({
    queryKey: ['webhooks', 'stats', id, range],
    queryFn: async ({ signal }) => {
      const asked = { path: path`/webhooks/${id}/stats`, query: { range }, signal }
      return (await api<StatsView>(asked)).body
    },
    placeholderData: keepPreviousData,
    staleTime: statsPollMs[range] / 2,
    refetchInterval: statsPollMs[range],
  })
}
