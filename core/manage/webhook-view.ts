import type { ApiResponse } from '../api/operation.ts'
import type { Health } from '../health/health.ts'
import { disabledView, healthView } from './health-view.ts'
import { certificateWarnings } from '../health/expiring-certificates.ts'
import { patternWarnings } from './unlikely-pattern.ts'
import type { ServerCertificate } from '../health/server-certificate.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { subscriptionsOf } from '../webhooks/subscription.ts'
import { redactedWebhook } from '../webhooks/redacted.ts'

/** The health of the receiver at a given time, and the result of a probe. */
type HealthNow = {
  health: Health | undefined
  now: Date
  probe?: object
  receiver?: ServerCertificate | undefined
}

/** The response that shows a webhook with its health; the version is its entity tag. */
export function webhookResponse(
  webhook: Webhook,
  status: number,
  { health, now, probe, receiver }: HealthNow,
): ApiResponse {
  const warnings = [...patternWarnings(webhook), ...certificateWarnings(webhook, now, receiver)]
  const view = {
    ...webhookView(webhook),
    health: healthView(webhook, health, now),
    ...(probe && { probe }),
    ...(warnings.length > 0 && { warnings }),
  }
  return { status, headers: tag(webhook), body: view }
}

/**
 * A webhook as its readers see it: redacted, and with its event types as one subscription per
 * resource too.
 */
export function webhookView(webhook: Webhook) {
  const { disabled } = webhook
  return {
    ...redactedWebhook(webhook),
    ...(disabled && { disabled: disabledView(disabled) }),
    subscriptions: subscriptionsOf(webhook.events),
  }
}

/** The version as an entity tag. */
export function tag({ version }: Webhook) {
  return { etag: `"${version}"` }
}
