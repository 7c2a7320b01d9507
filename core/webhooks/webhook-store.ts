import type { ResourceType } from '../events/catalogue.ts'
import type { EventPattern } from '../event-patterns/event-pattern.ts'
import type { ReadOptions } from '../ports.ts'
import type { WebhookRoute } from './match-event.ts'
import type { Webhook } from './webhook.ts'

/** The stored webhooks; `core/audit/webhook-changes.ts` changes them. */
export type WebhookStore = {
  findWebhook: (
    marketplace: string,
    id: string,
    options?: ReadOptions,
  ) => Promise<Webhook | undefined>
  /** Every webhook of the marketplace: some thousands at most. */
  findWebhooks: (marketplace: string) => Promise<Webhook[]>
  /** The routes of a resource, read consistently. */
  findRoutes: (marketplace: string, resource: ResourceType) => Promise<WebhookRoute[]>
  /** The compiled filter of a route's webhook; undefined if it has none, or was deleted. */
  findPattern: (marketplace: string, route: WebhookRoute) => Promise<EventPattern | undefined>
  /** Marketplaces that have or had webhooks, in the order of their names, after one of them. */
  findMarketplaces: (after: string | undefined, limit: number) => Promise<string[]>
}
