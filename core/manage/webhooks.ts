import { type ApiAnswer, type ApiRequest, invalid, type Route } from '../api/endpoint.ts'
import { type AuditEntry, webhookEntry } from '../audit/audit-entry.ts'
import { sealedAuthentication } from '../webhooks/authentication.ts'
import { type ChangeNeeds, changeWebhook, removeWebhook } from './change-webhook.ts'
import type { Health } from '../health/health.ts'
import { listWebhooks, webhookFilters } from './list-webhooks.ts'
import { readPage } from '../api/pagination.ts'
import { sealSigningSecret } from '../webhooks/signing-secrets.ts'
import { NewWebhook, type Webhook } from '../webhooks/webhook.ts'
import { faultsOf, notSaved, storedUrlFaults, unknownWebhook } from './validate-webhook.ts'
import { shown, tag } from './webhook-view.ts'
import type { Saved } from '../webhooks/saved.ts'
import { toView } from '../webhooks/redacted.ts'

export type WebhookNeeds = ChangeNeeds & {
  addWebhook: (webhook: Webhook, entry: AuditEntry) => Promise<Saved>
  /** Every webhook of the marketplace: some thousands at most. */
  findWebhooks: (marketplace: string) => Promise<Webhook[]>
  /** What there is to say of the marketplace's receivers that are not well. */
  findAllHealth: (marketplace: string) => Promise<Health[]>
  newSigningSecret: () => string
  newWebhookId: () => string
}

/** What managers set up. */
export const webhookRoutes: readonly Route<WebhookNeeds>[] = [
  { method: 'POST', path: '/webhooks', scope: 'webhooks:write', answer: createWebhook },
  {
    method: 'GET',
    path: '/webhooks',
    scope: 'webhooks:read',
    takesQuery: true,
    answer: showWebhooks,
  },
  { method: 'GET', path: '/webhooks/{id}', scope: 'webhooks:read', answer: getWebhook },
  { method: 'PATCH', path: '/webhooks/{id}', scope: 'webhooks:write', answer: changeWebhook },
  { method: 'DELETE', path: '/webhooks/{id}', scope: 'webhooks:write', answer: removeWebhook },
]

async function createWebhook(
  { caller, json }: ApiRequest,
  needs: WebhookNeeds,
): Promise<ApiAnswer> {
  const parsed = NewWebhook.safeParse(json)
  const faults = [
    ...faultsOf(json, needs.urlProblem),
    ...(parsed.success ? storedUrlFaults(parsed.data.url) : []),
  ]
  if (!parsed.success || faults.length > 0) return invalid('webhook', parsed.error, faults)

  const { authentication, ...given } = parsed.data
  const { sealSecrets } = needs
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
  const who = { by: caller.subject, at }
  const entry = webhookEntry('webhook.created', { after: webhook }, who)
  const saved = await needs.addWebhook(webhook, entry)
  if (saved !== 'saved') return notSaved(saved)
  return {
    ...shown(webhook, 201, { health: undefined, now: needs.now() }),
    headers: { ...tag(webhook), location: `/webhooks/${webhook.id}` },
  }
}

async function showWebhooks(
  { caller, query }: ApiRequest,
  needs: WebhookNeeds,
): Promise<ApiAnswer> {
  const page = readPage('webhooks', query, webhookFilters)
  if ('status' in page) return page

  const [webhooks, health] = await Promise.all([
    needs.findWebhooks(caller.marketplace),
    needs.findAllHealth(caller.marketplace),
  ])
  const { listed, next } = listWebhooks(webhooks, page, { health, now: needs.now() })
  return page.answer(
    listed.map(({ webhook, health }) => ({ ...toView(webhook), health })),
    next,
  )
}

async function getWebhook({ caller, params }: ApiRequest, needs: WebhookNeeds): Promise<ApiAnswer> {
  const key = { marketplace: caller.marketplace, id: params['id'] ?? '' }
  const [webhook, health] = await Promise.all([
    needs.findWebhook(key.marketplace, key.id),
    needs.findHealth(key),
  ])
  if (webhook === undefined) return unknownWebhook(params)
  return shown(webhook, 200, { health, now: needs.now() })
}
