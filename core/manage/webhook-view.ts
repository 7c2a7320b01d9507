import type { ApiAnswer } from '../api/endpoint.ts'
import type { Health } from '../health/health.ts'
import { healthView } from './health-view.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { toView } from '../webhooks/redacted.ts'

/** How its receiver fares by now, and what it answered when it was asked. */
type Receiver = { health: Health | undefined; now: Date; probe?: object }

/** The answer that shows a webhook, with its version as its tag, and how its receiver fares. */
export function shown(
  webhook: Webhook,
  status: number,
  { health, now, probe }: Receiver,
): ApiAnswer {
  const view = {
    ...toView(webhook),
    health: healthView(webhook, health, now),
    ...(probe && { probe }),
  }
  return { status, headers: tag(webhook), body: view }
}

/** The version as an entity tag. */
export function tag({ version }: Webhook) {
  return { etag: `"${version}"` }
}
