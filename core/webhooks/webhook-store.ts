import type { ResourceType } from '../events/catalogue.ts'
import type { WebhookRoute } from './match-event.ts'
import type { Webhook } from './webhook.ts'

/** The stored webhooks; `core/audit/webhook-changes.ts` changes them. */
export type WebhookStore = {
  findWebhook: (marketplace: string, id: string) => Promise<Webhook | undefined>
  /** Every webhook of the marketplace: some thousands at most. */
  findWebhooks: (marketplace: string) => Promise<Webhook[]>
  /** The routes of a resource, read consistently. */
  findRoutes: (marketplace: string, resource: ResourceType) => Promise<WebhookRoute[]>
  /** The marketplaces that have webhooks, or audit entries of webhooks they had. */
  findMarketplaces: () => AsyncIterable<string>
}
