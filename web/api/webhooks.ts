import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useQueries,
  useQuery,
} from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { statusOf } from './api-error.ts'
import { type Api, dataOf } from './client.ts'
import type { DataSource } from './data-source.ts'
import { pollEvery } from './polling.ts'
import { type FilterOf, queryOf } from './query.ts'
import type { StatsRange, StatsView, WebhookView } from './views.ts'

/** The filters of the list, with the API's parameter names. */
export type WebhookFilter = Omit<FilterOf<'/webhooks'>, 'limit' | 'cursor'>

const pollMs = 10_000
const statsPollMs = { hour: 10_000, day: 60_000, week: 60_000, month: 60_000 }

/** The webhooks that match the filter, page by page. */
export function useWebhooks(filter: WebhookFilter, limit: number) {
  return useInfiniteQuery({
    ...webhooksQuery(useApi(), filter, limit),
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery(pollMs),
  })
}

/** Requests the first page. */
export function requestWebhooks(
  { api, queries }: DataSource,
  filter: WebhookFilter,
  limit: number,
): Promise<unknown> {
  return queries.infiniteQuery(webhooksQuery(api, filter, limit))
}

function webhooksQuery(api: Api, filter: WebhookFilter, limit: number) {
  return infiniteQueryOptions({
    queryKey: ['webhooks', 'list', filter, limit],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = queryOf<'/webhooks'>({ ...filter, limit, cursor })
      return dataOf(api.GET('/webhooks', { params: { query }, signal }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
  })
}

/** One webhook, polled. After its deletion, `deleted` is the last version that was read. */
export function useWebhook(id: string) {
  const { data, error, refetch } = useQuery({
    ...webhookQuery(useApi(), id),
    refetchInterval: pollEvery(pollMs),
  })
  const isDeleted = statusOf(error) === 404
  const loaded = isDeleted ? { data: undefined, deleted: data } : { data, deleted: undefined }
  return { ...loaded, error, refetch, what: 'webhook' as const }
}

export function webhookQuery(api: Api, id: string) {
  return {
    queryKey: ['webhooks', 'one', id],
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<WebhookView> =>
      dataOf(api.GET('/webhooks/{id}', { params: { path: { id } }, signal })),
  }
}

/**
 * The statistics of a table's webhooks of the last day, with one request for each page of the
 * table. `isError`: some could not be loaded.
 */
export function useTableStats(pages: readonly (readonly string[])[]) {
  const api = useApi()
  const range = 'day'
  return useQueries({
    queries: pages
      .filter((ids) => ids.length > 0)
      .map((ids) => ({
        queryKey: ['webhooks', 'stats', 'of many', ids],
        queryFn: async ({ signal }: { signal: AbortSignal }) => {
          const params = { query: { webhooks: ids.join(), range } } as const
          return (await dataOf(api.GET('/stats', { params, signal }))).items
        },
        staleTime: statsPollMs[range] / 2,
        refetchInterval: pollEvery(statsPollMs[range]),
      })),
    combine: (results) => ({
      statsOf: new Map(results.flatMap(({ data = [] }) => data).map((one) => [one.webhook, one])),
      isPending: results.some((one) => one.isPending),
      isError: results.some((one) => one.isError),
    }),
  })
}

export function useStats(id: string, range: StatsRange) {
  return useQuery({ ...statsQuery(useApi(), id, range), placeholderData: keepPreviousData })
}

function statsQuery(api: Api, id: string, range: StatsRange) {
  return {
    queryKey: ['webhooks', 'stats', id, range],
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<StatsView> => {
      const params = { path: { id }, query: { range } }
      return dataOf(api.GET('/webhooks/{id}/stats', { params, signal }))
    },
    staleTime: statsPollMs[range] / 2,
    refetchInterval: pollEvery(statsPollMs[range]),
  }
}
