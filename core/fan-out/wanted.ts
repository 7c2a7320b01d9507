import type { Event } from '../events/event.ts'
import { notificationOf } from '../events/event.ts'
import type { WebhookRoute } from '../webhooks/match-event.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'

/**
 * The routes whose webhook has no filter, or one that the event's body matches. Without a filter,
 * nothing is read or parsed.
 */
export async function wanted(
  event: Event,
  routes: readonly WebhookRoute[],
  { findPattern }: Pick<WebhookStore, 'findPattern'>,
): Promise<readonly WebhookRoute[]> {
  if (!routes.some(({ isFiltered }) => isFiltered)) return routes

  const body: unknown = JSON.parse(notificationOf(event))
  const isWanted = await Promise.all(
    routes.map(async (route) => {
      const pattern = route.isFiltered && (await findPattern(event.marketplace, route))
      return pattern === undefined || pattern.matches(body)
    }),
  )
  return routes.filter((_, position) => isWanted[position])
}
