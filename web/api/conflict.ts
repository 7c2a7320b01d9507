import { useApi } from './api-context.ts'
import type { Action, List, WebhookView } from './views.ts'

/** What no two webhooks may have in common. */
type Sent = { url: string; resource: string; actions: readonly Action[] }

/** The API searches for no longer texts. */
const mostSearched = 200

/** Finds the webhook, other than the one with that id, that sends one of these already. */
export function useFindConflict(ownId: string | undefined) {
  const api = useApi()
  return async ({ url, resource, actions }: Sent): Promise<string | undefined> => {
    const search = url.trim().slice(0, mostSearched)
    const query = { search, resource, limit: 100 }
    const { items } = (await api<List<WebhookView>>({ path: '/webhooks', query })).body
    return items.find(
      (one) =>
        one.id !== ownId &&
        isSame(one.url, url.trim()) &&
        one.actions.some((action) => actions.includes(action)),
    )?.id
  }
}

function isSame(one: string, other: string): boolean {
  return URL.canParse(other) && new URL(one).href === new URL(other).href
}
