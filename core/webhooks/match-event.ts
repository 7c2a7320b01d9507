import type { Event } from '../events/event.ts'
import type { Action } from '../events/catalogue.ts'

/**
 * What fan-out needs to know of a webhook: which of its resource's actions it wants, and whether
 * its deliveries are sent at a pace of its own.
 */
export type WebhookRoute = {
  actions: readonly Action[]
  enabled: boolean
  webhook: string
  isLimited?: true
}

/** The routes that want the event. They are the marketplace's, and of the event's resource. */
export function match({ resourceAction }: Event, routes: readonly WebhookRoute[]): WebhookRoute[] {
  return routes.filter(({ actions }) => actions.includes(resourceAction))
}
