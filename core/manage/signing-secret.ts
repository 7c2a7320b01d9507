import * as z from 'zod'

import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { invalid, problem } from '../api/problem.ts'
import type { Caller } from '../api/caller.ts'
import { webhookEntry } from '../audit/audit-entry.ts'
import type { Log, Secrets } from '../ports.ts'
import { openSigningSecrets, rotated, sealSigningSecret } from '../webhooks/signing-secrets.ts'
import { keepPreviousHours, type RotationPorts, saveReplaced } from './replace-keys.ts'
import { signingSecretInputs } from '../webhooks/signing-input.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { chosenSecret, type ChosenSecretPorts } from './signing-choice.ts'
import { notSaved, unknownWebhook } from './validate-webhook.ts'
import { tag } from './webhook-view.ts'
import { type Conflict, optimisticUpdate } from '../values/optimistic-update.ts'

export type SecretPorts = ChosenSecretPorts &
  RotationPorts & {
    sealSecrets: Secrets['seal']
    log: Log
  }

/** The secret that a webhook's requests are signed with. */
export const secretRoutes: readonly Operation<SecretPorts>[] = [
  {
    method: 'GET',
    path: '/webhooks/{id}/secret',
    scope: 'webhooks:write', // managers only, though it reads
    isOnRecord: true,
    handle: showSecret,
  },
  {
    method: 'POST',
    path: '/webhooks/{id}/secret/rotate',
    scope: 'webhooks:write',
    mayBeEmpty: true,
    handle: rotateSecret,
  },
]

/** The body that rotates a secret; it is optional. */
export const Rotation = z.strictObject({
  keepPreviousHours,
  ...signingSecretInputs,
})

/** Recording who read the secret may conflict with other changes of the webhook. */
const maxTries = 5

async function showSecret(request: ApiRequest, ports: SecretPorts): Promise<ApiResponse> {
  const { caller, params } = request
  const read = () => ports.findWebhook(caller.marketplace, params['id'] ?? '')
  const answer = await optimisticUpdate({ read, maxTries }, (webhook) =>
    webhook === undefined ? unknownWebhook(params) : recordAndShow(webhook, caller, ports),
  )
  if (answer !== 'conflict') return answer
  return problem(409, 'Cannot show the secret: the webhook keeps changing; try again')
}

/** Shows the secret only after the audit log has recorded who requested it. */
async function recordAndShow(
  webhook: Webhook,
  caller: Caller,
  ports: SecretPorts,
): Promise<ApiResponse | Conflict> {
  const now = ports.now()
  const [newest, previous] = await openSigningSecrets(webhook, now, ports.openSecrets)
  const who = { by: caller.subject, at: now.toISOString() }
  const seen: Webhook = {
    ...webhook,
    secretShownCount: webhook.secretShownCount + 1,
    secretShownAt: who.at,
    secretShownBy: who.by,
  }
  const entry = webhookEntry('secret.shown', { before: webhook, after: seen }, who)
  const saved = await ports.replaceWebhook(seen, webhook, entry)
  if (saved === 'stale') return 'conflict'
  if (saved !== 'saved') return notSaved(saved)

  const { marketplace, id } = webhook
  ports.log({ message: 'secret shown', marketplace, webhook: id, by: caller.subject })
  return {
    status: 200,
    headers: tag(webhook),
    body: { ...newest, ...(previous !== undefined && { previous }) },
  }
}

async function rotateSecret(request: ApiRequest, ports: SecretPorts): Promise<ApiResponse> {
  const { json = {} } = request
  const parsed = Rotation.safeParse(json)
  if (!parsed.success) return invalid('rotation', parsed.error)

  const { keepPreviousHours: keepHours, ...chosen } = parsed.data
  const rotate: Parameters<typeof saveReplaced>[1] = async (before, at) => {
    const secret = await chosenSecret(chosen, before, ports)
    if (typeof secret !== 'string') return invalid('rotation', undefined, [secret])
    const sealed = await sealSigningSecret(secret, before, ports.sealSecrets)
    return { signing: rotated(before.signing, sealed, { at, keepHours }) }
  }
  return saveReplaced({ request, action: 'secret.rotated' }, rotate, ports)
}
