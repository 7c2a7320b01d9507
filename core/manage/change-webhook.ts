import type { ApiResponse, ApiRequest } from '../api/operation.ts'
import { invalid } from '../api/problem.ts'
import { changeEntry, webhookEntry } from '../audit/audit-entry.ts'
import type { WebhookChanges } from '../audit/webhook-changes.ts'
import { untriedAgain } from '../health/circuit-breaker.ts'
import { type EnablePorts, enableWebhook } from './enable-webhook.ts'
import type { Health } from '../health/health.ts'
import { updateHealth } from '../health/update-health.ts'
import { ifMatch } from '../api/if-match.ts'
import { wakeAt } from '../waiting/wake-up.ts'
import { type UrlContext, withOpenUrl } from '../webhooks/sealed-url.ts'
import { hasTls } from '../webhooks/certificates.ts'
import { type Webhook } from '../webhooks/webhook.ts'
import { WebhookChange } from '../webhooks/webhook-input.ts'
import { changeErrors, type ChangeSecretPorts, mergedWith, sealedChange } from './merged-change.ts'
import type { TransformationPorts } from '../webhooks/transformation.ts'
import { changedTransformationErrors } from './validate-transformation.ts'
import { type AwsAccessPorts, isWrittenOtherwise } from './place-rules.ts'
import { webhookErrors, notSaved, unknownWebhook } from './validate-webhook.ts'
import { webhookResponse } from './webhook-view.ts'

export type ChangePorts = EnablePorts &
  ChangeSecretPorts &
  TransformationPorts &
  AwsAccessPorts &
  Pick<WebhookChanges, 'deleteWebhook'> & {
    openSecrets: (sealed: string, context: UrlContext) => Promise<string>
  }

/**
 * Changes the given fields. If that enables the webhook, the response includes the result of the
 * probe.
 */
export async function changeWebhook(request: ApiRequest, ports: ChangePorts): Promise<ApiResponse> {
  const { caller, params, headers, json } = request
  const parsed = WebhookChange.safeParse(json)
  const before = await ports.findWebhook(caller.marketplace, params['id'] ?? '')
  if (before === undefined) return unknownWebhook(params)
  if (!parsed.success) {
    return invalid('change', parsed.error, webhookErrors(json, ports.urlRefusal, before.events))
  }
  const stale = ifMatch(headers['if-match'], before.version, 'required')
  if (stale !== undefined) return stale

  return saveChange({ before, change: parsed.data, by: caller.subject }, ports)
}

/** A change of a webhook, and who requested it. */
type RequestedChange = { before: Webhook; change: WebhookChange; by: string }

/** Validates a change together with the fields that stay, and saves it. */
export async function saveChange(
  { before, change, by }: RequestedChange,
  ports: ChangePorts,
): Promise<ApiResponse> {
  const opened = await withOpenUrl(before, ports.openSecrets)
  const merged = mergedWith(opened, change)
  const errors = changeErrors({ before, change, merged }, ports)
  errors.push(...(await changedTransformationErrors(change, merged, ports)))
  if (errors.length > 0) return invalid('change', undefined, errors)
  if (!hasSecrets(change) && JSON.stringify(merged) === JSON.stringify(opened)) {
    const health = await ports.findHealth(before)
    return webhookResponse(before, 200, { health, now: ports.now() })
  }
  const at = ports.now().toISOString()
  const after: Webhook = {
    ...(await sealedChange({ before, change, merged }, ports)),
    version: before.version + 1,
    changedAt: at,
    changedBy: by,
    ...(before.enabled && !merged.enabled && { disabled: { at, by } }),
  }
  if (!before.enabled && after.enabled) {
    const { enabled, ...others } = change
    const isMoreThanEnabled = Object.keys(others).length > 0
    return enableWebhook({ before, after, isMoreThanEnabled }, ports)
  }
  const hasMoved = merged.url !== opened.url || isWrittenOtherwise(before, after)
  const isCalledOtherwise = hasMoved || isProvenOtherwise(change, before, after)
  return replaceWebhook({ before, after, isCalledOtherwise }, ports)
}

type Replacement = { before: Webhook; after: Webhook; isCalledOtherwise: boolean }

async function replaceWebhook(
  { before, after, isCalledOtherwise }: Replacement,
  ports: ChangePorts,
): Promise<ApiResponse> {
  const saved = await ports.replaceWebhook(after, before, changeEntry(before, after))
  if (saved !== 'saved') return notSaved(saved)
  const health = await healthAfter(after, isCalledOtherwise, ports)
  return webhookResponse(after, 200, { health, now: ports.now() })
}

function hasSecrets({ authentication, headers, ...others }: WebhookChange): boolean {
  return Boolean(authentication ?? headers) || hasTls(others)
}

/** Whether a change sends other credentials, certificates or headers. */
function isProvenOtherwise(change: WebhookChange, before: Webhook, after: Webhook): boolean {
  const isAuthenticatedOtherwise = after.authentication !== before.authentication
  return isAuthenticatedOtherwise || Boolean(change.headers) || hasTls(change)
}

/**
 * When a webhook's URL or authentication changes, its receiver is untried, and waiting deliveries are
 * sent.
 */
async function healthAfter(
  webhook: Webhook,
  isCalledOtherwise: boolean,
  ports: ChangePorts,
): Promise<Health | undefined> {
  if (!isCalledOtherwise || !webhook.enabled) return ports.findHealth(webhook)

  const now = ports.now()
  const known = await ports.findHealth(webhook)
  const health = await updateHealth(webhook, (found) => untriedAgain(webhook, found, now), ports)
  if (known !== undefined) await wakeAt(webhook, now.toISOString(), ports)
  return health
}

/** Deletes a webhook; its waiting deliveries are dropped immediately. */
export async function deleteWebhook(request: ApiRequest, ports: ChangePorts): Promise<ApiResponse> {
  const { caller, params, headers } = request
  const webhook = await ports.findWebhook(caller.marketplace, params['id'] ?? '')
  if (webhook === undefined) return unknownWebhook(params)
  const stale = ifMatch(headers['if-match'], webhook.version, 'optional')
  if (stale !== undefined) return stale

  const at = ports.now().toISOString()
  const entry = webhookEntry('webhook.deleted', { before: webhook }, { by: caller.subject, at })
  const saved = await ports.deleteWebhook(webhook, entry)
  if (saved !== 'saved') return notSaved(saved)
  await updateHealth(webhook, () => undefined, ports)
  await wakeAt(webhook, at, ports)
  return { status: 204 }
}
