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

/** Whatever shows webhooks is read anew after one was changed. */
export function useForgetWebhooks() {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(
      ['webhooks', 'audit', 'deliveries'].map((what) =>
        queries.invalidateQueries({ queryKey: [what] }),
      ),
    )
  }
}

export function useAddWebhook() {
  const api = useApi()
  const forget = useForgetWebhooks()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: async (json: object) => {
      const idempotencyKey = key.of(json)
      return (await api<WebhookView>({ method: 'POST', path: '/webhooks', json, idempotencyKey }))
        .body
    },
    onSuccess: () => {
      key.forget()
      return forget()
    },
  })
}

type Change = { webhook: Pick<WebhookView, 'id' | 'version'>; change: object }

/** Changes a webhook as it was read: if somebody else changed it meanwhile, it is refused. */
export function useChangeWebhook() {
  const api = useApi()
  const forget = useForgetWebhooks()
  return useMutation({
    mutationFn: async ({ webhook: { id, version }, change: json }: Change) => {
      const where = { path: path`/webhooks/${id}`, ifMatch: `"${version}"` }
      return (await api<WebhookView>({ method: 'PATCH', ...where, json })).body
    },
    onSettled: forget,
  })
}

type Switch = { webhook: Pick<WebhookView, 'id'>; enabled: boolean }

/** Enabling waits until the receiver was asked; `probe` of the answer says what it got. */
export function useSwitchWebhook() {
  const api = useApi()
  const forget = useForgetWebhooks()
  return useMutation({
    mutationFn: async ({ webhook: { id }, enabled }: Switch) => {
      const where = enabled ? path`/webhooks/${id}/enable` : path`/webhooks/${id}/disable`
      return (await api<WebhookView>({ method: 'POST', path: where })).body
    },
    onSettled: forget,
  })
}

export function useRemoveWebhook() {
  const api = useApi()
  const queries = useQueryClient()
  const forget = useForgetWebhooks()
  return useMutation({
    mutationFn: async ({ id, version }: Pick<WebhookView, 'id' | 'version'>) => {
      await api({ method: 'DELETE', path: path`/webhooks/${id}`, ifMatch: `"${version}"` })
    },
    onSuccess: (_, { id }) => dropWebhook(queries, id),
    // Not waited for: the row is gone then, and what is to be told with it.
    onSettled: () => void forget(),
  })
}

type Pages = InfiniteData<List<WebhookView>>

/** Nothing is asked of a webhook that is gone, so nothing may show it any more. */
function dropWebhook(queries: QueryClient, id: string): void {
  queries.setQueriesData<Pages>({ queryKey: ['webhooks', 'list'] }, (list) => {
    return list && { ...list, pages: list.pages.map((page) => without(page, id)) }
  })
  for (const what of ['one', 'stats']) queries.removeQueries({ queryKey: ['webhooks', what, id] })
}

function without(page: List<WebhookView>, id: string): List<WebhookView> {
  return { ...page, items: page.items.filter((one) => one.id !== id) }
}
