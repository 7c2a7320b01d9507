import type { ApiRequest, ApiResponse } from '../api/operation.ts'
import { ifMatch } from '../api/if-match.ts'
import { webhookEntry } from '../audit/audit-entry.ts'
import type { WebhookChanges } from '../audit/webhook-changes.ts'
import type { HealthStore } from '../health/health-store.ts'
import { integerBetween } from '../values/integer.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { notSaved, unknownWebhook } from './validate-webhook.ts'
import { webhookResponse } from './webhook-view.ts'

export type RotationPorts = Pick<WebhookStore, 'findWebhook'> &
  Pick<WebhookChanges, 'replaceWebhook'> &
  Pick<HealthStore, 'findHealth'> & { now: () => Date }

const maxHours = 168

/** For how many hours what a rotation replaces also signs. */
export const keepPreviousHours = integerBetween(0, maxHours).default(24)

type Requested = {
  request: ApiRequest
  action: 'secret.rotated' | 'key.rotated' | 'webhook.changed'
}

/** Other secrets or keys of a webhook; or why they cannot be replaced. */
type Replaced = Partial<Pick<Webhook, 'signing' | 'authentication'>> | ApiResponse

/** Saves a webhook with other secrets or keys, and responds with it. */
export async function saveReplaced(
  { request: { caller, params, headers }, action }: Requested,
  replace: (before: Webhook, at: Date) => Promise<Replaced>,
  ports: RotationPorts,
): Promise<ApiResponse> {
  const key = { marketplace: caller.marketplace, id: params['id'] ?? '' }
  const [before, health] = await Promise.all([
    ports.findWebhook(key.marketplace, key.id),
    ports.findHealth(key),
  ])
  if (before === undefined) return unknownWebhook(params)
  const stale = ifMatch(headers['if-match'], before.version, 'optional')
  if (stale !== undefined) return stale

  const at = ports.now()
  const replaced = await replace(before, at)
  if ('status' in replaced) return replaced
  const who = { by: caller.subject, at: at.toISOString() }
  const after: Webhook = {
    ...before,
    ...replaced,
    version: before.version + 1,
    changedAt: who.at,
    changedBy: who.by,
  }
  const entry = webhookEntry(action, { before, after }, who)
  const saved = await ports.replaceWebhook(after, before, entry)
  return saved === 'saved' ? webhookResponse(after, 200, { health, now: at }) : notSaved(saved)
}
