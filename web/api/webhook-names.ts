import { useQuery } from '@tanstack/react-query'

import { briefly } from '../common/truncate.ts'
import { useApi } from './api-context.ts'
import type { Api } from './client.ts'
import { statusOf } from './api-error.ts'
import type { List, WebhookView } from './views.ts'
import { webhookQuery } from './webhooks.ts'

const freshMs = 60_000

/** So many pages of a hundred; of those who have more webhooks the rest cannot be chosen by name. */
const mostPages = 10

/** All webhooks, to name and to choose them. */
export function useAllWebhooks() {
  const api = useApi()
  return useQuery({
    queryKey: ['webhooks', 'all'],
    queryFn: ({ signal }) => readAll(api, signal),
    staleTime: freshMs,
  })
}

async function readAll(api: Api, signal: AbortSignal): Promise<WebhookView[]> {
  const found: WebhookView[] = []
  let cursor: string | undefined
  for (let pages = 0; pages < mostPages; pages += 1) {
    const query = { limit: 100, cursor }
    const { body } = await api<List<WebhookView>>({ path: '/webhooks', query, signal })
    found.push(...body.items)
    cursor = body.cursor
    if (cursor === undefined) break
  }
  return found
}

/** One webhook, to name it: from all of them, or read by itself when it is not among those. */
export function useNamedWebhook(id: string) {
  const api = useApi()
  const all = useAllWebhooks()
  const found = all.data?.find((one) => one.id === id)
  const isMissing = all.data !== undefined && found === undefined
  const single = useQuery({ ...webhookQuery(api, id), enabled: isMissing, staleTime: freshMs })
  return { webhook: found ?? single.data, isRemoved: statusOf(single.error) === 404 }
}

/** So much of an address says which one it is. */
const mostShown = 40

/** What a webhook is called where there is no room for all of it. */
export function nameOf({ description, url }: Pick<WebhookView, 'description' | 'url'>): string {
  return briefly(description === '' ? url.replace(/^https?:\/\//, '') : description, mostShown)
}
