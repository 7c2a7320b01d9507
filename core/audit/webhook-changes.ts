import type { Saved } from '../webhooks/saved.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import type { AuditEntry } from './audit-entry.ts'

/** Changes of webhooks. Each is saved in one transaction with its audit entry. */
export type WebhookChanges = {
  addWebhook: (webhook: Webhook, entry: AuditEntry) => Promise<Saved>
  replaceWebhook: (after: Webhook, before: Webhook, entry: AuditEntry) => Promise<Saved>
  deleteWebhook: (webhook: Webhook, entry: AuditEntry) => Promise<Saved>
}
