import { problem, invalid } from '../api/problem.ts'
import type { ApiResponse, ApiRequest } from '../api/operation.ts'
import type { Caller } from '../api/caller.ts'
import { webhookEntry } from '../audit/audit-entry.ts'
import type { WebhookChanges } from '../audit/webhook-changes.ts'
import { untried } from '../health/health.ts'
import { updateHealth } from '../health/update-health.ts'
import type { FieldError } from '../values/validation-errors.ts'
import { sealedAuthentication } from '../webhooks/authentication.ts'
import { placeFrom } from '../webhooks/aws-target.ts'
import { tlsErrors } from '../webhooks/certificate-input.ts'
import { sealTls, withoutTls } from '../webhooks/certificates.ts'
import { sealHeaders } from '../webhooks/custom-headers.ts'
import { requestedEvents } from '../webhooks/requested-events.ts'
import { sealUrl } from '../webhooks/sealed-url.ts'
import { sealSigningSecret } from '../webhooks/signing-secrets.ts'
import type { TransformationPorts } from '../webhooks/transformation.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { NewWebhook } from '../webhooks/webhook-input.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import { withClientKey } from '../webhooks/with-key-pair.ts'
import type { ChangePorts } from './change-webhook.ts'
import { chosenSecret, type ChosenSecretPorts } from './signing-choice.ts'
import { newKeyFor } from './signing-key.ts'
import { awsErrors, type AwsAccessPorts, placeErrors } from './place-rules.ts'
import { transformationErrors } from './validate-transformation.ts'
import { customHeaderErrors, notSaved, storedUrlErrors, webhookErrors } from './validate-webhook.ts'
import { tag, webhookResponse } from './webhook-view.ts'

export type CreatePorts = ChangePorts &
  ChosenSecretPorts &
  Pick<WebhookChanges, 'addWebhook'> &
  Pick<WebhookStore, 'findWebhooks'> & {
    /** How many webhooks a marketplace may have; those created at the same time may exceed it. */
    maxWebhooks: number
    newWebhookId: () => string
  }

/** Creates a webhook, unless the marketplace has as many as it may have. */
export async function createWebhook(
  { caller, json }: ApiRequest,
  ports: CreatePorts,
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

  const webhook = await newWebhook({ settings, secret, caller }, ports)
  const who = { by: caller.subject, at: webhook.createdAt }
  const entry = webhookEntry('webhook.created', { after: webhook }, who)
  // Before the webhook, so that its first delivery finds this row and removes it.
  const health = await updateHealth(webhook, () => untried(webhook), ports)
  const saved = await ports.addWebhook(webhook, entry)
  if (saved !== 'saved') {
    await updateHealth(webhook, () => undefined, ports)
    return notSaved(saved)
  }
  return {
    ...webhookResponse(webhook, 201, { health, now: ports.now() }),
    headers: { ...tag(webhook), location: `/webhooks/${webhook.id}` },
  }
}

type Chosen = {
  settings: Omit<NewWebhook, 'signingSecret' | 'signingSecretFrom'>
  secret: string
  caller: Caller
}

/** The webhook as it is stored, with its secrets sealed. */
async function newWebhook(
  { settings, secret, caller }: Chosen,
  ports: CreatePorts,
): Promise<Webhook> {
  const { rest, tls } = withoutTls(settings)
  const { authentication, headers = [], resource, actions, events, ...others } = rest
  const { url, eventBus, queue, ...given } = others
  const { sealSecrets } = ports
  const place = placeFrom({ url, eventBus, queue }, caller.marketplace)
  const at = ports.now().toISOString()
  const key = { marketplace: caller.marketplace, id: ports.newWebhookId() }
  return {
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
