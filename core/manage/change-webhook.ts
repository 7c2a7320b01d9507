import type { ApiResponse, ApiRequest } from '../api/operation.ts'
import { invalid } from '../api/problem.ts'
import { changeEntry, webhookEntry } from '../audit/audit-entry.ts'
import type { WebhookChanges } from '../audit/webhook-changes.ts'
import { sealedAuthentication } from '../webhooks/authentication.ts'
import { resetHealth } from '../health/circuit-breaker.ts'
import { type EnablePorts, enableWebhook } from './enable-webhook.ts'
import type { Health } from '../health/health.ts'
import { updateHealth } from '../health/update-health.ts'
import { ifMatch } from '../api/if-match.ts'
import type { Secrets } from '../ports.ts'
import type { FieldError } from '../values/validation-errors.ts'
import { wakeAt } from '../waiting/wake-up.ts'
import { unmaskedUrl } from '../webhooks/url-credentials.ts'
import { sealHeaders } from '../webhooks/custom-headers.ts'
import { sealUrl, type UrlContext, withOpenUrl } from '../webhooks/sealed-url.ts'
import { requestedEvents } from '../webhooks/requested-events.ts'
import { type Webhook } from '../webhooks/webhook.ts'
import { WebhookChange } from '../webhooks/webhook-input.ts'
import {
  webhookErrors,
  notSaved,
  customHeaderErrors,
  secretErrors,
  storedUrlErrors,
  unknownWebhook,
} from './validate-webhook.ts'
import { withoutNulls } from '../webhooks/endpoint-options.ts'
import { webhookResponse } from './webhook-view.ts'

export type ChangePorts = EnablePorts &
  Pick<WebhookChanges, 'deleteWebhook'> & {
    /** Why nothing may be sent to the URL; undefined when it may be called. */
    urlRefusal: (url: string) => string | undefined
    sealSecrets: Secrets['seal']
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
  if (errors.length > 0) return invalid('change', undefined, errors)
  const hasSecrets = Boolean(change.authentication ?? change.headers)
  if (!hasSecrets && JSON.stringify(merged) === JSON.stringify(opened)) {
    return webhookResponse(before, 200, {
      health: await ports.findHealth(before),
      now: ports.now(),
    })
  }
  const after: Webhook = {
    ...(await sealedChange({ before, change, merged }, ports)),
    version: before.version + 1,
    changedAt: ports.now().toISOString(),
    changedBy: by,
  }
  if (!before.enabled && after.enabled) {
    const { enabled, ...others } = change
    const isMoreThanEnabled = Object.keys(others).length > 0
    return enableWebhook({ before, after, isMoreThanEnabled }, ports)
  }
  const saved = await ports.replaceWebhook(after, before, changeEntry(before, after))
  if (saved !== 'saved') return notSaved(saved)
  const isCalledOtherwise = merged.url !== opened.url || hasSecrets
  const health = await healthAfter(after, isCalledOtherwise, ports)
  return webhookResponse(after, 200, { health, now: ports.now() })
}

/** The webhook with the change, except for its secrets. */
function mergedWith(before: Webhook, change: WebhookChange): Webhook {
  const { authentication, headers, resource, actions, events, ...given } = defined(change)
  return withoutNulls({
    ...before,
    ...given,
    ...(headers === null && { headers }),
    url: given.url === undefined ? before.url : unmaskedUrl(given.url, before.url),
    events: [...(requestedEvents({ resource, actions, events }, before.events) ?? before.events)],
  })
}

type MergedChange = { before: Webhook; change: WebhookChange; merged: Webhook }

/** The merged webhook as it is stored, with its secrets sealed. */
async function sealedChange(
  { before, change: { authentication, headers }, merged }: MergedChange,
  { sealSecrets }: Pick<ChangePorts, 'sealSecrets'>,
): Promise<Webhook> {
  return {
    ...merged,
    ...(await sealUrl(merged.url, before, sealSecrets)),
    ...(authentication && {
      authentication: await sealedAuthentication(authentication, before, sealSecrets),
    }),
    ...(headers && (await sealHeaders(headers, before, sealSecrets))),
  }
}

function changeErrors(
  { before, change, merged }: MergedChange,
  { urlRefusal }: Pick<ChangePorts, 'urlRefusal'>,
): FieldError[] {
  const { authentication, headers, resource, actions, events } = defined(change)
  const requested = { ...merged, resource, actions, events, authentication }
  return [
    ...webhookErrors(requested, urlRefusal, before.events),
    ...storedUrlErrors(merged.url),
    ...secretErrors(before, { url: merged.url, authentication, headers }),
    ...customHeaderErrors(
      { authentication: authentication ?? merged.authentication, headers },
      before,
    ),
  ]
}

/**
 * When a webhook's URL or authentication changes, its health is reset and waiting deliveries are
 * sent.
 */
async function healthAfter(
  webhook: Webhook,
  isCalledOtherwise: boolean,
  ports: ChangePorts,
): Promise<Health | undefined> {
  if (!isCalledOtherwise || !webhook.enabled) return ports.findHealth(webhook)

  const now = ports.now()
  const health = await updateHealth(webhook, (found) => found && resetHealth(found, now), ports)
  if (health !== undefined) await wakeAt(webhook, now.toISOString(), ports)
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

/** Omits undefined members: in a spread, they would overwrite other values. */
function defined<T extends object>(change: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>
  }
}
