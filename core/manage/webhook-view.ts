import type { ApiResponse } from '../api/operation.ts'
import type { Health } from '../health/health.ts'
import { healthView } from './health-view.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { subscriptionsOf } from '../webhooks/subscription.ts'
import { redactedWebhook } from '../webhooks/redacted.ts'

/** How its receiver fares by now, and what it answered when it was asked. */
type HealthNow = { health: Health | undefined; now: Date; probe?: object }

/** The answer that shows a webhook, with its version as its tag, and how its receiver fares. */
export function webhookResponse(
  webhook: Webhook,
  status: number,
  { health, now, probe }: HealthNow,
): ApiResponse {
  const view = {
    ...webhookView(webhook),
    health: healthView(webhook, health, now),
    ...(probe && { probe }),
  }
  return { status, headers: tag(webhook), body: view }
}

/** What everyone who reads webhooks sees: its event types too as one subscription per resource. */
export function webhookView(webhook: Webhook) {
  return { ...redactedWebhook(webhook), subscriptions: subscriptionsOf(webhook.events) }
}

/** The version as an entity tag. */
export function tag({ version }: Webhook) {
  return { etag: `"${version}"` }
}
