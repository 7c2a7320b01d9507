import {
  type InfiniteData,
  type QueryClient,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'
import { useIdempotencyKey } from './idempotency-key.ts'
import type { NewWebhookBody, WebhookChangeBody, WebhookView } from './views.ts'

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
    mutationFn: (body: NewWebhookBody) => {
      const header = { 'Idempotency-Key': key.of(body) }
      return dataOf(api.POST('/webhooks', { params: { header }, body }))
    },
    onSuccess: () => {
      key.forget()
      return invalidate()
    },
  })
}

type WebhookChange = { webhook: Pick<WebhookView, 'id' | 'version'>; change: WebhookChangeBody }

/** Changes the version that was read. Fails with 412 if the webhook was changed since. */
export function useChangeWebhook() {
  const api = useApi()
  const invalidate = useInvalidateWebhooks()
  return useMutation({
    mutationFn: ({ webhook: { id, version }, change: body }: WebhookChange) => {
      const params = { path: { id }, header: { 'If-Match': `"${version}"` } }
      return dataOf(api.PATCH('/webhooks/{id}', { params, body }))
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
    mutationFn: ({ webhook: { id }, enabled }: EnabledChange): Promise<WebhookView> => {
      const params = { path: { id } }
      return enabled
        ? dataOf(api.POST('/webhooks/{id}/enable', { params }))
        : dataOf(api.POST('/webhooks/{id}/disable', { params }))
    },
    onSettled: invalidate,
  })
}

/** Waits for a probe of the receiver. The response contains its result. */
export function useProbeWebhook() {
  const api = useApi()
  const invalidate = useInvalidateWebhooks()
  return useMutation({
    mutationFn: ({ id }: Pick<WebhookView, 'id'>): Promise<WebhookView> => {
      const header = { 'Idempotency-Key': crypto.randomUUID() } // every probe is a new one
      return dataOf(api.POST('/webhooks/{id}/probe', { params: { path: { id }, header } }))
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
      const params = { path: { id }, header: { 'If-Match': `"${version}"` } }
      await dataOf(api.DELETE('/webhooks/{id}', { params }))
    },
    onSuccess: (_, { id }) => removeFromCache(queries, id),
    // not awaited: the refetch removes the row, and with it the caller's callbacks
    onSettled: () => void invalidate(),
  })
}

type Page = { items: WebhookView[]; cursor?: string }

/** A deleted webhook must not be fetched again. */
function removeFromCache(queries: QueryClient, id: string): void {
  queries.setQueriesData<InfiniteData<Page>>({ queryKey: ['webhooks', 'list'] }, (list) => {
    return list && { ...list, pages: list.pages.map((page) => withoutWebhook(page, id)) }
  })
  for (const kind of ['one', 'stats']) queries.removeQueries({ queryKey: ['webhooks', kind, id] })
}

function withoutWebhook(page: Page, id: string): Page {
  return { ...page, items: page.items.filter((one) => one.id !== id) }
}
