import * as z from 'zod'

import type { ApiRequest, ApiResponse, Operation } from '../api/operation.ts'
import { invalid, problem } from '../api/problem.ts'
import type { Secrets } from '../ports.ts'
import type { Endpoint, EndpointKey, SigningKey } from '../webhooks/endpoint.ts'
import { jwkOf, type KeyPair } from '../webhooks/ed25519.ts'
import { publicKeysOf, rotatedKey, sealKeyPair } from '../webhooks/signing-secrets.ts'
import { keepPreviousHours, type RotationPorts, saveReplaced } from './replace-keys.ts'

export type NewKeyPorts = {
  newKeyPair: () => KeyPair
  sealSecrets: Secrets['seal']
}

export type KeyPorts = NewKeyPorts & RotationPorts

/** The key that makes `v1a` signatures. */
export const keyRoutes: readonly Operation<KeyPorts>[] = [
  {
    method: 'POST',
    path: '/webhooks/{id}/key/rotate',
    scope: 'webhooks:write',
    mayBeEmpty: true,
    handle: rotateKey,
  },
  {
    method: 'GET',
    path: '/.well-known/webhook-keys/{marketplace}/{id}',
    handle: showPublicKeys, // no scope: receivers have no token
  },
]

/** The body that rotates a key; it is optional. */
export const KeyRotation = z.strictObject({ keepPreviousHours })

const noKey = problem(409, 'Cannot rotate the key: the webhook has no v1a signatures')

/** How long receivers may cache the keys; the shortest overlap of a rotation but none is an hour. */
const maxAgeSeconds = 300

/** A key for a webhook that is to have `v1a` signatures and has no key yet. */
export async function newKeyFor(
  webhook: EndpointKey & Pick<Endpoint, 'signatures'> & { signing?: Endpoint['signing'] },
  { newKeyPair, sealSecrets }: NewKeyPorts,
): Promise<{ key?: SigningKey }> {
  const { signatures = [], signing } = webhook
  if (!signatures.includes('v1a') || signing?.key !== undefined) return {}
  return { key: await sealKeyPair(newKeyPair(), webhook, sealSecrets) }
}

async function rotateKey(request: ApiRequest, ports: KeyPorts): Promise<ApiResponse> {
  const { json = {} } = request
  const parsed = KeyRotation.safeParse(json)
  if (!parsed.success) return invalid('rotation', parsed.error)

  const { keepPreviousHours: keepHours } = parsed.data
  const rotate: Parameters<typeof saveReplaced>[1] = async (before, at) => {
    const { key } = before.signing
    if (key === undefined) return noKey
    const fresh = await sealKeyPair(ports.newKeyPair(), before, ports.sealSecrets)
    return { signing: { ...before.signing, key: rotatedKey(key, fresh, { at, keepHours }) } }
  }
  return saveReplaced({ request, action: 'key.rotated' }, rotate, ports)
}

/** The public keys as a JSON Web Key Set, each also as Standard Webhooks writes it. */
async function showPublicKeys(
  { params }: ApiRequest,
  { findWebhook, now }: KeyPorts,
): Promise<ApiResponse> {
  const { marketplace = '', id = '' } = params
  const webhook = await findWebhook(marketplace, id)
  const keys = webhook === undefined ? [] : publicKeysOf(webhook.signing, now())
  if (keys.length === 0) {
    return problem(404, `Cannot find a public key: no webhook '${id}' has v1a signatures`)
  }
  return {
    status: 200,
    headers: { 'cache-control': `public, max-age=${maxAgeSeconds}` },
    body: { keys: keys.map((publicKey) => ({ ...jwkOf(publicKey), publicKey })) },
  }
}
