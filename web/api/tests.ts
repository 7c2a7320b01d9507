import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { inParallel } from '../common/in-parallel.ts'
import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'
import type { WebhookView } from './views.ts'

type Test = { event: string; content?: string }

/**
 * Sends a test and waits for the response. `event` is an event type such as `order.added`,
 * `content` is JSON text.
 */
export function useSendTest(id: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ event, content = '' }: Test) => {
      const contentPart = content.trim() === '' ? '' : `,"content":${content}`
      const header = { 'Idempotency-Key': crypto.randomUUID() } // every test is a new one
      return dataOf(
        api.POST('/webhooks/{id}/test', {
          params: { path: { id }, header },
          body: { event },
          bodySerializer: (body) => `${JSON.stringify(body).slice(0, -1)}${contentPart}}`,
        }),
      )
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['deliveries'] }),
  })
}

/** Enough to see what a filter does, without a request for each of 41 event types. */
const maxTried = 5

type Trial = { filter: Readonly<Record<string, unknown>>; events: readonly string[] }

/** Tries a filter on the samples and the recent events of the first event types. */
export function useTryFilter() {
  const api = useApi()
  return useMutation({
    mutationFn: async ({ filter, events }: Trial) => {
      const pages = await Promise.all(
        events
          .slice(0, maxTried)
          .map((event) => dataOf(api.POST('/filter-tests', { body: { filter, event } }))),
      )
      return pages.flatMap(({ items }) => items)
    },
  })
}

const filtersAtOnce = 4

/** Those of the webhooks whose filters match a body, or that have none. */
export function useMatchingFilters(
  webhooks: readonly WebhookView[],
  body: Readonly<Record<string, unknown>>,
) {
  const api = useApi()
  return useQuery({
    queryKey: ['filter-tests', body, webhooks.map(({ id, filter }) => ({ id, filter }))],
    queryFn: async ({ signal }) => {
      const matches = await inParallel(webhooks, filtersAtOnce, async ({ filter }) => {
        if (filter === undefined) return true
        const { items } = await dataOf(
          api.POST('/filter-tests', { body: { filter, body }, signal }),
        )
        return items.every((one) => one.matches)
      })
      return webhooks.filter((_, index) => matches[index])
    },
  })
}
