import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { invalid, problem } from '../api/problem.ts'
import { webhookEntry } from '../audit/audit-entry.ts'
import type { WebhookChanges } from '../audit/webhook-changes.ts'
import { sealedAuthentication } from '../webhooks/authentication.ts'
import { withClientKey } from '../webhooks/with-key-pair.ts'
import { sealTls, withoutTls } from '../webhooks/certificates.ts'
import { tlsErrors } from '../webhooks/certificate-input.ts'
import { placeFrom } from '../webhooks/aws-target.ts'
import { type ChangePorts, changeWebhook, deleteWebhook } from './change-webhook.ts'
import type { ServerCertificateStore } from '../health/server-certificate.ts'
import type { HealthStore } from '../health/health-store.ts'
import { untried } from '../health/health.ts'
import { updateHealth } from '../health/update-health.ts'
import { listWebhooks, webhookFilters } from './list-webhooks.ts'
import { parsePageQuery } from '../api/pagination.ts'
import { sealHeaders } from '../webhooks/custom-headers.ts'
import { sealUrl } from '../webhooks/sealed-url.ts'
import { chosenSecret, type ChosenSecretPorts } from './signing-choice.ts'
import { newKeyFor } from './signing-key.ts'
import { sealSigningSecret } from '../webhooks/signing-secrets.ts'
import { requestedEvents } from '../webhooks/requested-events.ts'
import type { FieldError } from '../values/validation-errors.ts'
import type { TransformationPorts } from '../webhooks/transformation.ts'
import { type Webhook } from '../webhooks/webhook.ts'
import { NewWebhook } from '../webhooks/webhook-input.ts'
import {
  customHeaderErrors,
  webhookErrors,
  notSaved,
  storedUrlErrors,
  unknownWebhook,
} from './validate-webhook.ts'
import { awsErrors, type AwsAccessPorts, placeErrors } from './validate-place.ts'
import { transformationErrors } from './validate-transformation.ts'
import { tag, webhookResponse, webhookView } from './webhook-view.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'

export type WebhookPorts = ChangePorts &
  ChosenSecretPorts &
  Pick<WebhookChanges, 'addWebhook'> &
  Pick<WebhookStore, 'findWebhooks'> &
  Pick<HealthStore, 'findAllHealth'> &
  Pick<ServerCertificateStore, 'findCertificate'> & {
    /** How many webhooks a marketplace may have; those created at the same time may exceed it. */
    maxWebhooks: number
    newWebhookId: () => string
  }

/** Creates, lists, shows, changes and deletes webhooks. */
export const webhookRoutes: readonly Operation<WebhookPorts>[] = [
  { method: 'POST', path: '/webhooks', scope: 'webhooks:write', handle: createWebhook },
  {
    method: 'GET',
    path: '/webhooks',
    scope: 'webhooks:read',
    takesQuery: true,
    handle: showWebhooks,
  },
  { method: 'GET', path: '/webhooks/{id}', scope: 'webhooks:read', handle: getWebhook },
  { method: 'PATCH', path: '/webhooks/{id}', scope: 'webhooks:write', handle: changeWebhook },
  { method: 'DELETE', path: '/webhooks/{id}', scope: 'webhooks:write', handle: deleteWebhook },
]

async function createWebhook(
  { caller, json }: ApiRequest,
  ports: WebhookPorts,
): Promise<ApiResponse> {
  const parsed = NewWebhook.safeParse(json)
  const faults = [
    ...placeErrors(json),
    ...webhookErrors(json, ports.urlRefusal),
    ...(parsed.success ? await settingsErrors(parsed.data, caller.marketplace, ports) : []),
  ]
  if (!parsed.success || faults.length > 0) return invalid('webhook', parsed.error, faults)

  const { length } = await ports.findWebhooks(caller.marketplace)
  if (length >= ports.maxWebhooks) return tooManyWebhooks(length)

  const { signingSecret, signingSecretFrom, ...settings } = parsed.data
  const secret = await chosenSecret({ signingSecret, signingSecretFrom }, caller, ports)
  if (typeof secret !== 'string') return invalid('webhook', undefined, [secret])

  const { rest, tls } = withoutTls(settings)
  const { authentication, headers = [], resource, actions, events, ...others } = rest
  const { url, eventBus, queue, ...given } = others
  const { sealSecrets } = ports
  const place = placeFrom({ url, eventBus, queue }, caller.marketplace)
  const at = ports.now().toISOString()
  const key = { marketplace: caller.marketplace, id: ports.newWebhookId() }
  const webhook: Webhook = {
    ...key,
    ...given,
    ...place,
    ...(await sealUrl(place.url, { ...key, url: '' }, sealSecrets)),
    events: [...(requestedEvents({ resource, actions, events }) ?? [])],
    authentication: await withClientKey(
      await sealedAuthentication(authentication, key, sealSecrets),
      key,
      ports,
    ),
    ...(await sealHeaders(headers, key, sealSecrets)),
    ...(await sealTls(tls, key, sealSecrets)),
    signing: {
      sealed: await sealSigningSecret(secret, key, sealSecrets),
      ...(await newKeyFor({ ...key, ...given }, ports)),
    },
    version: 1,
    ...(!given.enabled && { disabled: { at, by: caller.subject } }),
    createdAt: at,
    createdBy: caller.subject,
    changedAt: at,
    changedBy: caller.subject,
    secretShownCount: 0,
  }
  const who = { by: caller.subject, at }
  const entry = webhookEntry('webhook.created', { after: webhook }, who)
  // Before the webhook, so that its first delivery finds this row and removes it.
  const health = await updateHealth(key, () => untried(key), ports)
  const saved = await ports.addWebhook(webhook, entry)
  if (saved !== 'saved') {
    await updateHealth(key, () => undefined, ports)
    return notSaved(saved)
  }
  return {
    ...webhookResponse(webhook, 201, { health, now: ports.now() }),
    headers: { ...tag(webhook), location: `/webhooks/${webhook.id}` },
  }
}

/** The errors that a schema cannot find, of fields that could be parsed. */
async function settingsErrors(
  given: NewWebhook,
  marketplace: string,
  ports: TransformationPorts & AwsAccessPorts & { now: () => Date },
): Promise<FieldError[]> {
  return [
    ...(given.url === undefined ? [] : storedUrlErrors(given.url)),
    ...awsErrors(given, ports),
    ...customHeaderErrors(given),
    ...tlsErrors(given, { ...given, now: ports.now() }),
    ...(await transformationErrors({ ...given, marketplace }, ports)),
  ]
}

function tooManyWebhooks(count: number): ApiResponse {
  return problem(
    409,
    `Cannot create the webhook: the marketplace has ${count}, as many as it may have; delete one first`,
  )
}

async function showWebhooks(
  { caller, query }: ApiRequest,
  ports: WebhookPorts,
): Promise<ApiResponse> {
  const page = parsePageQuery('webhooks', query, webhookFilters)
  if ('status' in page) return page

  const [webhooks, health] = await Promise.all([
    ports.findWebhooks(caller.marketplace),
    ports.findAllHealth(caller.marketplace),
  ])
  const { listed, next } = listWebhooks(webhooks, page, { health, now: ports.now() })
  return page.answer(
    listed.map(({ webhook, health }) => ({ ...webhookView(webhook), health })),
    next,
  )
}

async function getWebhook(
  { caller, params }: ApiRequest,
  ports: WebhookPorts,
): Promise<ApiResponse> {
  const key = { marketplace: caller.marketplace, id: params['id'] ?? '' }
  const [webhook, health, receiver] = await Promise.all([
    ports.findWebhook(key.marketplace, key.id),
    ports.findHealth(key),
    ports.findCertificate(key),
  ])
  if (webhook === undefined) return unknownWebhook(params)
  return webhookResponse(webhook, 200, { health, receiver, now: ports.now() })
}
