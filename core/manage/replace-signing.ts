import type { ApiRequest, ApiResponse } from '../api/operation.ts'
import { ifMatch } from '../api/if-match.ts'
import { invalid } from '../api/problem.ts'
import { webhookEntry } from '../audit/audit-entry.ts'
import type { WebhookChanges } from '../audit/webhook-changes.ts'
import type { HealthStore } from '../health/health-store.ts'
import { integerBetween } from '../values/integer.ts'
import type { FieldError } from '../values/validation-errors.ts'
import type { Signing } from '../webhooks/endpoint.ts'
import type { RotationTime } from '../webhooks/signing-secrets.ts'
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
  keepHours: number
  action: 'secret.rotated' | 'key.rotated'
}

/** Saves a webhook with what signs its requests rotated, and responds with it. */
export async function saveRotation(
  { request: { caller, params, headers }, keepHours, action }: Requested,
  rotate: (before: Webhook, time: RotationTime) => Promise<Signing | FieldError>,
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
  const signing = await rotate(before, { at, keepHours })
  if ('path' in signing) return invalid('rotation', undefined, [signing])
  const after: Webhook = {
    ...before,
    signing,
    version: before.version + 1,
    changedAt: at.toISOString(),
    changedBy: caller.subject,
  }
  const who = { by: caller.subject, at: after.changedAt }
  const entry = webhookEntry(action, { before, after }, who)
  const saved = await ports.replaceWebhook(after, before, entry)
  return saved === 'saved' ? webhookResponse(after, 200, { health, now: at }) : notSaved(saved)
}
