import type { ApiRequest, ApiResponse, Operation } from '../api/operation.ts'
import { invalid, problem } from '../api/problem.ts'
import { webhookEntry } from '../audit/audit-entry.ts'
import type { WebhookChanges } from '../audit/webhook-changes.ts'
import type { HealthStore } from '../health/health-store.ts'
import { ifMatch } from '../api/if-match.ts'
import type { OAuth2 } from '../webhooks/authentication.ts'
import { type ClientKeyPorts as NewClientKeyPorts, newKey } from '../webhooks/key-pair.ts'
import { usesClientKey } from '../webhooks/with-key-pair.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import { EmptyBody } from './enable-disable.ts'
import { type KeyPorts, keyRoutes } from './signing-key.ts'
import { notSaved, unknownWebhook } from './validate-webhook.ts'
import { webhookResponse } from './webhook-view.ts'

type ClientKeyPorts = NewClientKeyPorts &
  Pick<WebhookChanges, 'replaceWebhook'> &
  Pick<HealthStore, 'findHealth'> &
  Pick<WebhookStore, 'findWebhook'>

export type KeyPairPorts = ClientKeyPorts & KeyPorts

/** The key pairs of a webhook: that with which its OAuth2 client authenticates, and that of `v1a` signatures. */
export const keyPairRoutes: readonly Operation<KeyPairPorts>[] = [
  {
    method: 'POST',
    path: '/webhooks/{id}/client-key',
    scope: 'webhooks:write',
    mayBeEmpty: true,
    handle: (request, ports) => changeKeys(request, makeNext, ports),
  },
  {
    method: 'POST',
    path: '/webhooks/{id}/client-key/rotate',
    scope: 'webhooks:write',
    mayBeEmpty: true,
    handle: (request, ports) => changeKeys(request, useNext, ports),
  },
  ...keyRoutes,
]

type ChangeKeys = (
  webhook: Webhook & { authentication: OAuth2 },
  ports: NewClientKeyPorts,
) => Promise<OAuth2> | OAuth2 | undefined

/** The next key signs nothing until it is put to use: it has to be registered first. */
async function makeNext(
  { authentication, ...key }: Parameters<ChangeKeys>[0],
  ports: NewClientKeyPorts,
) {
  return { ...authentication, nextClientKey: await newKey(key, ports) }
}

function useNext({ authentication }: Parameters<ChangeKeys>[0]): OAuth2 | undefined {
  const { nextClientKey: clientKey, ...rest } = authentication
  return clientKey && { ...rest, clientKey }
}

async function changeKeys(
  { caller, params, headers, json = {} }: ApiRequest,
  change: ChangeKeys,
  ports: ClientKeyPorts,
): Promise<ApiResponse> {
  const parsed = EmptyBody.safeParse(json)
  if (!parsed.success) return invalid('request', parsed.error)
  const before = await ports.findWebhook(caller.marketplace, params['id'] ?? '')
  if (before === undefined) return unknownWebhook(params)
  const stale = ifMatch(headers['if-match'], before.version, 'optional')
  if (stale !== undefined) return stale
  const { authentication: current } = before
  if (!usesClientKey(current)) {
    return problem(409, 'Cannot change the client key: the webhook does not use PRIVATE_KEY_JWT')
  }
  const authentication = await change({ ...before, authentication: current }, ports)
  if (authentication === undefined) {
    return problem(409, 'Cannot rotate the client key: there is no next one; make it first')
  }
  const now = ports.now()
  const who = { by: caller.subject, at: now.toISOString() }
  const after: Webhook = {
    ...before,
    authentication,
    version: before.version + 1,
    changedAt: who.at,
    changedBy: who.by,
  }
  const entry = webhookEntry('webhook.changed', { before, after }, who)
  const saved = await ports.replaceWebhook(after, before, entry)
  if (saved !== 'saved') return notSaved(saved)
  return webhookResponse(after, 200, { health: await ports.findHealth(after), now })
}
