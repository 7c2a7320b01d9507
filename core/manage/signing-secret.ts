import * as z from 'zod'

import { type ApiAnswer, type ApiRequest, invalid, problem, type Route } from '../api/endpoint.ts'
import { type AuditEntry, webhookEntry } from '../audit/audit-entry.ts'
import type { Health } from '../health/health.ts'
import { ifMatch } from '../api/if-match.ts'
import type { Log, Secrets } from '../ports.ts'
import {
  openSigningSecrets,
  rotated,
  sealSigningSecret,
  type SigningContext,
} from '../webhooks/signing-secrets.ts'
import type { Webhook, WebhookKey } from '../webhooks/webhook.ts'
import { notSaved, unknownWebhook } from './validate-webhook.ts'
import { shown, tag } from './webhook-view.ts'
import { wholeNumber } from '../values/integer.ts'
import type { Saved } from '../webhooks/saved.ts'

export type SecretNeeds = {
  findWebhook: (marketplace: string, id: string) => Promise<Webhook | undefined>
  findHealth: (webhook: WebhookKey) => Promise<Health | undefined>
  replaceWebhook: (after: Webhook, before: Webhook, entry: AuditEntry) => Promise<Saved>
  /** A new secret, whsec_ and base64 of random bytes. */
  newSigningSecret: () => string
  sealSecrets: Secrets['seal']
  /** Who manages opens signing secrets alone: what authenticates a webhook stays shut. */
  openSecrets: (sealed: string, context: SigningContext) => Promise<string>
  now: () => Date
  log: Log
}

/** The secret that a webhook's requests are signed with. */
export const secretRoutes: readonly Route<SecretNeeds>[] = [
  {
    method: 'GET',
    path: '/webhooks/{id}/secret',
    scope: 'webhooks:write', // for managers only, though it reads
    isOnRecord: true,
    answer: showSecret,
  },
  {
    method: 'POST',
    path: '/webhooks/{id}/secret/rotate',
    scope: 'webhooks:write',
    mayBeEmpty: true,
    answer: rotateSecret,
  },
]

const mostHours = 168

/** The body that rotates a secret; it may be missing. */
export const Rotation = z.strictObject({ keepPreviousHours: wholeNumber(0, mostHours).default(24) })

/** So often a look is put on record anew when somebody changes the webhook at the same moment. */
const mostTries = 5

async function showSecret(request: ApiRequest, needs: SecretNeeds): Promise<ApiAnswer> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const answer = await tryToShow(request, needs)
    if (answer !== 'stale') return answer
  }
  return problem(409, 'Cannot show the secret: the webhook is being changed; ask again')
}

/** Nobody sees a secret before it is on record who asked for it. */
async function tryToShow(
  { caller, params }: ApiRequest,
  needs: SecretNeeds,
): Promise<ApiAnswer | 'stale'> {
  const webhook = await needs.findWebhook(caller.marketplace, params['id'] ?? '')
  if (webhook === undefined) return unknownWebhook(params)

  const now = needs.now()
  const [newest, previous] = await openSigningSecrets(webhook, now, needs.openSecrets)
  const who = { by: caller.subject, at: now.toISOString() }
  const seen: Webhook = {
    ...webhook,
    secretShownTimes: webhook.secretShownTimes + 1,
    secretShownAt: who.at,
    secretShownBy: who.by,
  }
  const entry = webhookEntry('secret.shown', { before: webhook, after: seen }, who)
  const saved = await needs.replaceWebhook(seen, webhook, entry)
  if (saved === 'stale') return saved
  if (saved !== 'saved') return notSaved(saved)

  const { marketplace, id } = webhook
  needs.log({ message: 'secret shown', marketplace, webhook: id, by: caller.subject })
  return {
    status: 200,
    headers: tag(webhook),
    body: { ...newest, ...(previous !== undefined && { previous }) },
  }
}

async function rotateSecret(request: ApiRequest, needs: SecretNeeds): Promise<ApiAnswer> {
  const { caller, params, headers, json = {} } = request
  const parsed = Rotation.safeParse(json)
  if (!parsed.success) return invalid('rotation', parsed.error)

  const key = { marketplace: caller.marketplace, id: params['id'] ?? '' }
  const [before, health] = await Promise.all([
    needs.findWebhook(key.marketplace, key.id),
    needs.findHealth(key),
  ])
  if (before === undefined) return unknownWebhook(params)
  const stale = ifMatch(headers['if-match'], before.version, 'optional')
  if (stale !== undefined) return stale

  const at = needs.now()
  const sealed = await sealSigningSecret(needs.newSigningSecret(), before, needs.sealSecrets)
  const after: Webhook = {
    ...before,
    signing: rotated(before.signing, sealed, { at, keepHours: parsed.data.keepPreviousHours }),
    version: before.version + 1,
    changedAt: at.toISOString(),
    changedBy: caller.subject,
  }
  const who = { by: caller.subject, at: after.changedAt }
  const entry = webhookEntry('secret.rotated', { before, after }, who)
  const saved = await needs.replaceWebhook(after, before, entry)
  return saved === 'saved' ? shown(after, 200, { health, now: at }) : notSaved(saved)
}
