import { EmptyBody } from '../../api/empty-body.ts'
import { ifMatch } from '../../api/if-match.ts'
import type { ApiRequest, ApiResponse, Operation } from '../../api/operation.ts'
import { invalid, problem } from '../../api/problem.ts'
import type { ClientKeyPorts } from '../../webhooks/key-pair.ts'
import { usesClientKey, withNextKey, withNextKeyInUse } from '../../webhooks/with-key-pair.ts'
import type { ProductStore } from '../integration-store.ts'
import { ownerOf, type Product, type VendorAuthentication } from '../product.ts'
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
    handle: (request, ports) => changeKeys(request, makeNext, ports),
  },
  {
    method: 'POST',
    path: `${path}/rotate`,
    scope: 'integration:write',
    mayBeEmpty: true,
    handle: (request, ports) => changeKeys(request, useNext, ports),
  },
]

type Client = Extract<VendorAuthentication, { type: 'OAUTH2_CLIENT_CREDENTIALS' }>

/** Undefined if there is no next key. */
type ChangeKeys = (
  client: Client,
  product: Product,
  ports: ProductKeyPorts,
) => Promise<Client | undefined> | Client | undefined

function makeNext(client: Client, product: Product, ports: ProductKeyPorts) {
  return withNextKey(client, ownerOf(product), ports)
}

function useNext(client: Client) {
  return withNextKeyInUse(client)
}

async function changeKeys(
  request: ApiRequest,
  change: ChangeKeys,
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

  const { authentication: client } = integration
  if (client.type !== 'OAUTH2_CLIENT_CREDENTIALS' || !usesClientKey(client)) return noClientKey
  const authentication = await change(client, before, ports)
  if (authentication === undefined) return noNextKey
  const changedOne = { ...integration, authentication }
  const after = changed({ ...before, integration: changedOne }, request, ports)
  const entry = changeEntryOf('integration.changed', before, after)
  const isSaved = await ports.replaceProduct(after, before, entry)
  return isSaved
    ? integrationResponse({ product: after, integration: changedOne })
    : meanwhileChanged()
}

const noClientKey = problem(
  409,
  'Cannot change the client key: the integration does not use PRIVATE_KEY_JWT',
)
const noNextKey = problem(409, 'Cannot rotate the client key: there is no next one; make it first')
