import { changedClient, type KeyChange } from '../api/key-pair-change.ts'
import { EmptyBody } from '../api/empty-body.ts'
import type { ApiRequest, ApiResponse, Operation } from '../api/operation.ts'
import { invalid } from '../api/problem.ts'
import type { ClientKeyPorts as NewClientKeyPorts } from '../webhooks/key-pair.ts'
import { usesClientKey } from '../webhooks/with-key-pair.ts'
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
    handle: (request, ports) => changeKeys(request, 'next', ports),
  },
  {
    method: 'POST',
    path: '/webhooks/{id}/client-key/rotate',
    scope: 'webhooks:write',
    mayBeEmpty: true,
    handle: (request, ports) => changeKeys(request, 'rotate', ports),
  },
  ...keyRoutes,
]

async function changeKeys(
  request: ApiRequest,
  change: KeyChange,
  ports: ClientKeyPorts,
): Promise<ApiResponse> {
  const { json = {} } = request
  const parsed = EmptyBody.safeParse(json)
  if (!parsed.success) return invalid('request', parsed.error)
  const replace: Parameters<typeof saveReplaced>[1] = async (before) => {
    const { authentication: current } = before
    const owner = { ...before, called: 'webhook' } as const
    const client = usesClientKey(current) ? current : undefined
    const authentication = await changedClient(client, { change, owner }, ports)
    return 'status' in authentication ? authentication : { authentication }
  }
  return saveReplaced({ request, action: 'webhook.changed' }, replace, ports)
}
