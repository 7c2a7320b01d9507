import {
  type InfiniteData,
  type QueryClient,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { path } from './client.ts'
import { useIdempotencyKey } from './idempotency-key.ts'
import type { List, WebhookView } from './views.ts'

/** Refetches everything that shows webhooks. */
export function useInvalidateWebhooks() {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(
      ['webhooks', 'audit', 'deliveries'].map((kind) =>
        queries.invalidateQueries({ queryKey: [kind] }),
      ),
    )
  }
}

export function useAddWebhook() {
  const api = useApi()
  const invalidate = useInvalidateWebhooks()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: async (json: object) => {
      const idempotencyKey = key.of(json)
      return (await api<WebhookView>({ method: 'POST', path: '/webhooks', json, idempotencyKey }))
        .body
    },
    onSuccess: () => {
      key.forget()
      return invalidate()
    },
  })
}

type WebhookChange = { webhook: Pick<WebhookView, 'id' | 'version'>; change: object }

/** Changes the version that was read. Fails with 412 if the webhook was changed since. */
export function useChangeWebhook() {
  const api = useApi()
  const invalidate = useInvalidateWebhooks()
  return useMutation({
    mutationFn: async ({ webhook: { id, version }, change: json }: WebhookChange) => {
      const target = { path: path`/webhooks/${id}`, ifMatch: `"${version}"` }
      return (await api<WebhookView>({ method: 'PATCH', ...target, json })).body
    },
    onSettled: invalidate,
  })
}

type EnabledChange = { webhook: Pick<WebhookView, 'id'>; enabled: boolean }

/** Enabling waits for a probe of the receiver. The response contains its result. */
export function useEnableWebhook() {
  const api = useApi()
  const invalidate = useInvalidateWebhooks()
  return useMutation({
    mutationFn: async ({ webhook: { id }, enabled }: EnabledChange) => {
      const target = enabled ? path`/webhooks/${id}/enable` : path`/webhooks/${id}/disable`
      return (await api<WebhookView>({ method: 'POST', path: target })).body
    },
    onSettled: invalidate,
  })
}

export function useDeleteWebhook() {
  const api = useApi()
  const queries = useQueryClient()
  const invalidate = useInvalidateWebhooks()
  return useMutation({
    mutationFn: async ({ id, version }: Pick<WebhookView, 'id' | 'version'>) => {
      await api({ method: 'DELETE', path: path`/webhooks/${id}`, ifMatch: `"${version}"` })
    },
    onSuccess: (_, { id }) => removeFromCache(queries, id),
    // not awaited: the refetch removes the row, and with it the caller's callbacks
    onSettled: () => void invalidate(),
  })
}

type Pages = InfiniteData<List<WebhookView>>

/** A deleted webhook must not be fetched again. */
function removeFromCache(queries: QueryClient, id: string): void {
  queries.setQueriesData<Pages>({ queryKey: ['webhooks', 'list'] }, (list) => {
    return list && { ...list, pages: list.pages.map((page) => withoutWebhook(page, id)) }
  })
  for (const kind of ['one', 'stats']) queries.removeQueries({ queryKey: ['webhooks', kind, id] })
}

function withoutWebhook(page: List<WebhookView>, id: string): List<WebhookView> {
  return { ...page, items: page.items.filter((one) => one.id !== id) }
}
