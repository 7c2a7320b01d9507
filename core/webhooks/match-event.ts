import type { Event } from '../events/event.ts'
import type { Action } from '../events/catalogue.ts'

/**
 * The row by which fan-out finds a subscription: the actions that it includes, and its webhook's
 * version, whether it has limits and a filter, and whether its deliveries are ordered.
 */
export type WebhookRoute = {
  actions: readonly Action[]
  enabled: boolean
  webhook: string
  version: number
  isLimited?: true
  isOrdered?: true
  isFiltered?: true
}

/** The routes that want the event, out of the marketplace's routes for the event's resource. */
export function match({ resourceAction }: Event, routes: readonly WebhookRoute[]): WebhookRoute[] {
  return routes.filter(({ actions }) => actions.includes(resourceAction))
}
