import { type ApiAnswer, type ApiRequest, invalid, type Route } from './api.ts'
import { sealedAuthentication } from './authentication.ts'
import { ifMatch } from './if-match.ts'
import type { Secrets } from './needs.ts'
import { readPage } from './page.ts'
import { sealSigningSecret } from './signing.ts'
import { NewWebhook, type Webhook, WebhookChange } from './webhook.ts'
import {
  endpointFault,
  fault,
  notSaved,
  type Saved,
  secretFault,
  unknownWebhook,
} from './webhook-faults.ts'
import { withoutNulls } from './webhook-settings.ts'
import { shown, tag, toView } from './webhook-view.ts'

export type WebhookNeeds = {
  addWebhook: (webhook: Webhook) => Promise<Saved>
  findWebhook: (marketplace: string, id: string) => Promise<Webhook | undefined>
  /** The marketplace's webhooks in the order of their ids, from the given id on. */
  listWebhooks: (marketplace: string, limit: number, from: string | undefined) => Promise<Webhook[]>
  replaceWebhook: (after: Webhook, before: Webhook) => Promise<Saved>
  removeWebhook: (webhook: Webhook) => Promise<Saved>
  /** Why nothing may be sent there; undefined when it may. */
  urlProblem: (url: string) => string | undefined
  sealSecrets: Secrets['seal']
  newSigningSecret: () => string
  newWebhookId: () => string
  now: () => Date
}

/** What managers set up. */
export const webhookRoutes: readonly Route<WebhookNeeds>[] = [
  { method: 'POST', path: '/webhooks', scope: 'webhooks:write', answer: createWebhook },
  { method: 'GET', path: '/webhooks', scope: 'webhooks:read', answer: listWebhooks },
  { method: 'GET', path: '/webhooks/{id}', scope: 'webhooks:read', answer: getWebhook },
  { method: 'PATCH', path: '/webhooks/{id}', scope: 'webhooks:write', answer: changeWebhook },
  { method: 'DELETE', path: '/webhooks/{id}', scope: 'webhooks:write', answer: removeWebhook },
]

async function createWebhook(
  { caller, json }: ApiRequest,
  needs: WebhookNeeds,
): Promise<ApiAnswer> {
  const parsed = NewWebhook.safeParse(json)
  if (!parsed.success) return invalid('webhook', parsed.error)

  const { authentication, ...given } = parsed.data
  const { urlProblem, sealSecrets } = needs
  const wrong = fault(given, urlProblem) ?? endpointFault(authentication, urlProblem)
  if (wrong !== undefined) return wrong

  const at = needs.now().toISOString()
  const key = { marketplace: caller.marketplace, id: needs.newWebhookId() }
  const webhook: Webhook = {
    ...key,
    ...given,
    authentication: await sealedAuthentication(authentication, key, sealSecrets),
    signing: {
      sealed: await sealSigningSecret(needs.newSigningSecret(), key, sealSecrets),
    },
    version: 1,
    createdAt: at,
    createdBy: caller.subject,
    changedAt: at,
    changedBy: caller.subject,
    secretShownTimes: 0,
  }
  const saved = await needs.addWebhook(webhook)
  if (saved !== 'saved') return notSaved(saved)
  return {
    ...shown(webhook, 201),
    headers: { ...tag(webhook), location: `/webhooks/${webhook.id}` },
  }
}

async function listWebhooks(
  { caller, query }: ApiRequest,
  needs: WebhookNeeds,
): Promise<ApiAnswer> {
  const page = readPage('webhooks', query)
  if ('status' in page) return page

  const found = await needs.listWebhooks(caller.marketplace, page.limit + 1, page.from)
  return page.answer(found.map(toView), found.at(page.limit)?.id)
}

async function getWebhook({ caller, params }: ApiRequest, needs: WebhookNeeds): Promise<ApiAnswer> {
  const webhook = await needs.findWebhook(caller.marketplace, params['id'] ?? '')
  return webhook === undefined ? unknownWebhook(params) : shown(webhook, 200)
}

async function changeWebhook(request: ApiRequest, needs: WebhookNeeds): Promise<ApiAnswer> {
  const { caller, params, headers, json } = request
  const parsed = WebhookChange.safeParse(json)
  if (!parsed.success) return invalid('change', parsed.error)

  const before = await needs.findWebhook(caller.marketplace, params['id'] ?? '')
  if (before === undefined) return unknownWebhook(params)
  const stale = ifMatch(headers['if-match'], before.version, 'required')
  if (stale !== undefined) return stale

  const { authentication, ...given } = defined(parsed.data)
  const merged = withoutNulls({ ...before, ...given })
  const wrong =
    fault(merged, needs.urlProblem) ??
    endpointFault(authentication, needs.urlProblem) ??
    secretFault(before, { url: merged.url, authentication })
  if (wrong !== undefined) return wrong

  const after: Webhook = {
    ...merged,
    ...(authentication && {
      authentication: await sealedAuthentication(authentication, before, needs.sealSecrets),
    }),
    version: before.version + 1,
    changedAt: needs.now().toISOString(),
    changedBy: caller.subject,
  }
  const saved = await needs.replaceWebhook(after, before)
  return saved === 'saved' ? shown(after, 200) : notSaved(saved)
}

async function removeWebhook(request: ApiRequest, needs: WebhookNeeds): Promise<ApiAnswer> {
  const { caller, params, headers } = request
  const webhook = await needs.findWebhook(caller.marketplace, params['id'] ?? '')
  if (webhook === undefined) return unknownWebhook(params)
  const stale = ifMatch(headers['if-match'], webhook.version, 'optional')
  if (stale !== undefined) return stale

  const saved = await needs.removeWebhook(webhook)
  return saved === 'saved' ? { status: 204 } : notSaved(saved)
}

/** Without the members that are undefined, so that they do not cover what they are spread over. */
function defined<T extends object>(change: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>
  }
}
