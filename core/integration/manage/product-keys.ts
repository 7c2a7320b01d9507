import { changedClient, type KeyChange } from '../../api/key-pair-change.ts'
import { EmptyBody } from '../../api/empty-body.ts'
import { ifMatch } from '../../api/if-match.ts'
import type { ApiRequest, ApiResponse, Operation } from '../../api/operation.ts'
import { invalid } from '../../api/problem.ts'
import type { ClientKeyPorts } from '../../webhooks/key-pair.ts'
import { usesClientKey } from '../../webhooks/with-key-pair.ts'
import type { ProductStore } from '../integration-store.ts'
import { type Integration, ownerOf } from '../product.ts'
import { integratedOf, isResponse } from './product-access.ts'
import { integrationResponse } from './product-view.ts'
import { changed, changeEntryOf, meanwhileChanged } from './products.ts'

export type ProductKeyPorts = Pick<ProductStore, 'findProduct' | 'replaceProduct'> & ClientKeyPorts

const path = '/products/{id}/integration/client-key'

/** The key pairs with which the client of an integration authenticates to the vendor's token endpoint. */
export const productKeyRoutes: readonly Operation<ProductKeyPorts>[] = [
  {
    method: 'POST',
    path,
    scope: 'integration:write',
    mayBeEmpty: true,
    handle: (request, ports) => changeKeys(request, 'next', ports),
  },
  {
    method: 'POST',
    path: `${path}/rotate`,
    scope: 'integration:write',
    mayBeEmpty: true,
    handle: (request, ports) => changeKeys(request, 'rotate', ports),
  },
]

async function changeKeys(
  request: ApiRequest,
  change: KeyChange,
  ports: ProductKeyPorts,
): Promise<ApiResponse> {
  const found = await integratedOf(request, ports)
  if (isResponse(found)) return found
  const { product: before, integration } = found
  const { json = {} } = request
  const parsed = EmptyBody.safeParse(json)
  if (!parsed.success) return invalid('request', parsed.error)
  const stale = ifMatch(request.headers['if-match'], before.version, 'optional')
  if (stale !== undefined) return stale

  const client = clientWithKey(integration)
  const owner = { ...ownerOf(before), called: 'integration' } as const
  const authentication = await changedClient(client, { change, owner }, ports)
  if ('status' in authentication) return authentication
  const changedOne = { ...integration, authentication }
  const after = changed({ ...before, integration: changedOne }, request, ports)
  const entry = changeEntryOf('integration.changed', before, after)
  const isSaved = await ports.replaceProduct(after, before, entry)
  return isSaved
    ? integrationResponse({ product: after, integration: changedOne })
    : meanwhileChanged()
}

function clientWithKey({ authentication: current }: Integration) {
  const isClient = current.type === 'OAUTH2_CLIENT_CREDENTIALS' && usesClientKey(current)
  return isClient ? current : undefined
}
