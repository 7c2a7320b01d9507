import { EmptyBody } from '../api/empty-body.ts'
import type { ApiRequest, ApiResponse, Operation } from '../api/operation.ts'
import { invalid, problem } from '../api/problem.ts'
import type { OAuth2 } from '../webhooks/authentication.ts'
import type { ClientKeyPorts as NewClientKeyPorts } from '../webhooks/key-pair.ts'
import { usesClientKey, withNextKey, withNextKeyInUse } from '../webhooks/with-key-pair.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import { type RotationPorts, saveReplaced } from './replace-keys.ts'
import { type KeyPorts, keyRoutes } from './signing-key.ts'

type ClientKeyPorts = NewClientKeyPorts & RotationPorts

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

function makeNext(webhook: Parameters<ChangeKeys>[0], ports: NewClientKeyPorts) {
  return withNextKey(webhook.authentication, webhook, ports)
}

function useNext({ authentication }: Parameters<ChangeKeys>[0]): OAuth2 | undefined {
  return withNextKeyInUse(authentication)
}

async function changeKeys(
  request: ApiRequest,
  change: ChangeKeys,
  ports: ClientKeyPorts,
): Promise<ApiResponse> {
  const { json = {} } = request
  const parsed = EmptyBody.safeParse(json)
  if (!parsed.success) return invalid('request', parsed.error)
  const replace: Parameters<typeof saveReplaced>[1] = async (before) => {
    const { authentication: current } = before
    if (!usesClientKey(current)) return noClientKey
    const authentication = await change({ ...before, authentication: current }, ports)
    return authentication === undefined ? noNextKey : { authentication }
  }
  return saveReplaced({ request, action: 'webhook.changed' }, replace, ports)
}

const noClientKey = problem(
  409,
  'Cannot change the client key: the webhook does not use PRIVATE_KEY_JWT',
)
const noNextKey = problem(409, 'Cannot rotate the client key: there is no next one; make it first')
