import { type ApiAnswer, type ApiRequest, invalid } from '../api/endpoint.ts'
import { type AuditEntry, changeEntry, webhookEntry } from '../audit/audit-entry.ts'
import { sealedAuthentication } from '../webhooks/authentication.ts'
import { restarted } from '../health/circuit-breaker.ts'
import { type EnableNeeds, enableWebhook } from './enable-webhook.ts'
import type { Health } from '../health/health.ts'
import { changeHealth } from '../health/update-health.ts'
import { ifMatch } from '../api/if-match.ts'
import type { Secrets } from '../ports.ts'
import { wakeAt } from '../waiting/wake-up.ts'
import { unmaskedUrl } from '../webhooks/url-credentials.ts'
import { type Webhook, WebhookChange } from '../webhooks/webhook.ts'
import {
  faultsOf,
  notSaved,
  secretFaults,
  storedUrlFaults,
  unknownWebhook,
} from './validate-webhook.ts'
import { withoutNulls } from '../webhooks/settings.ts'
import { shown } from './webhook-view.ts'
import type { Saved } from '../webhooks/saved.ts'

export type ChangeNeeds = EnableNeeds & {
  removeWebhook: (webhook: Webhook, entry: AuditEntry) => Promise<Saved>
  /** Why nothing may be sent there; undefined when it may. */
  urlProblem: (url: string) => string | undefined
  sealSecrets: Secrets['seal']
}

/** Changes what is given; who enables a webhook is told what its receiver answered. */
export async function changeWebhook(request: ApiRequest, needs: ChangeNeeds): Promise<ApiAnswer> {
  const { caller, params, headers, json } = request
  const parsed = WebhookChange.safeParse(json)
  if (!parsed.success) {
    return invalid('change', parsed.error, faultsOf(json, needs.urlProblem))
  }
  const before = await needs.findWebhook(caller.marketplace, params['id'] ?? '')
  if (before === undefined) return unknownWebhook(params)
  const stale = ifMatch(headers['if-match'], before.version, 'required')
  if (stale !== undefined) return stale

  return saveChange({ before, change: parsed.data, by: caller.subject }, needs)
}

/** What is to change of a webhook, and who wants it. */
type Change = { before: Webhook; change: WebhookChange; by: string }

/** Checks a change together with what stays, and saves it. */
export async function saveChange(
  { before, change, by }: Change,
  needs: ChangeNeeds,
): Promise<ApiAnswer> {
  const { authentication, ...given } = defined(change)
  const url = given.url === undefined ? before.url : unmaskedUrl(given.url, before.url)
  const merged = withoutNulls({ ...before, ...given, url })
  const faults = [
    ...faultsOf({ ...merged, authentication }, needs.urlProblem),
    ...storedUrlFaults(url),
    ...secretFaults(before, { url: merged.url, authentication }),
  ]
  if (faults.length > 0) return invalid('change', undefined, faults)
  if (authentication === undefined && JSON.stringify(merged) === JSON.stringify(before)) {
    return shown(before, 200, { health: await needs.findHealth(before), now: needs.now() })
  }
  const after: Webhook = {
    ...merged,
    ...(authentication && {
      authentication: await sealedAuthentication(authentication, before, needs.sealSecrets),
    }),
    version: before.version + 1,
    changedAt: needs.now().toISOString(),
    changedBy: by,
  }
  if (!before.enabled && after.enabled) {
    const { enabled, ...others } = change
    const isMoreThanEnabled = Object.keys(others).length > 0
    return enableWebhook({ before, after, isMoreThanEnabled }, needs)
  }
  const saved = await needs.replaceWebhook(after, before, changeEntry(before, after))
  if (saved !== 'saved') return notSaved(saved)
  const isCalledOtherwise = after.url !== before.url || authentication !== undefined
  const health = await healthAfter(after, isCalledOtherwise, needs)
  return shown(after, 200, { health, now: needs.now() })
}

/** A receiver that is called otherwise gets another chance, and what waits for it is sent. */
async function healthAfter(
  webhook: Webhook,
  isCalledOtherwise: boolean,
  needs: ChangeNeeds,
): Promise<Health | undefined> {
  if (!isCalledOtherwise || !webhook.enabled) return needs.findHealth(webhook)

  const now = needs.now()
  const health = await changeHealth(webhook, (found) => found && restarted(found, now), needs)
  if (health !== undefined) await wakeAt(webhook, now.toISOString(), needs)
  return health
}

/** Removes a webhook; what waits for it is dropped at once. */
export async function removeWebhook(request: ApiRequest, needs: ChangeNeeds): Promise<ApiAnswer> {
  const { caller, params, headers } = request
  const webhook = await needs.findWebhook(caller.marketplace, params['id'] ?? '')
  if (webhook === undefined) return unknownWebhook(params)
  const stale = ifMatch(headers['if-match'], webhook.version, 'optional')
  if (stale !== undefined) return stale

  const at = needs.now().toISOString()
  const entry = webhookEntry('webhook.removed', { before: webhook }, { by: caller.subject, at })
  const saved = await needs.removeWebhook(webhook, entry)
  if (saved !== 'saved') return notSaved(saved)
  await changeHealth(webhook, () => undefined, needs)
  await wakeAt(webhook, at, needs)
  return { status: 204 }
}

/** Without the members that are undefined, so that they do not cover what they are spread over. */
function defined<T extends object>(change: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>
  }
}
