import { ifMatch } from '../../api/if-match.ts'
import type { ApiRequest, ApiResponse, Operation } from '../../api/operation.ts'
import { invalid } from '../../api/problem.ts'
import type { FieldError } from '../../values/validation-errors.ts'
import type { ProductStore } from '../integration-store.ts'
import { withoutNulls } from '../../webhooks/endpoint-options.ts'
import { sealedAuthentication } from '../../webhooks/authentication.ts'
import type { ClientKeyPorts } from '../../webhooks/key-pair.ts'
import { withClientKey } from '../../webhooks/with-key-pair.ts'
import { type Integration, ownerOf, type Product, type VendorAuthentication } from '../product.ts'
import { withEventUrl } from '../endpoint-url.ts'
import { secretContext } from '../sign-call.ts'
import {
  IntegrationChange,
  integrationErrors,
  NewIntegration,
  type VendorAuthenticationInput,
} from './integration-input.ts'
import { integratedOf, isResponse, productOf } from './product-access.ts'
import { integrationResponse } from './product-view.ts'
import { changed, changeEntryOf, meanwhileChanged } from './products.ts'
import { storedEndpointErrors, storedEndpoints } from './stored-endpoints.ts'

export type IntegrationPorts = Pick<ProductStore, 'findProduct' | 'replaceProduct'> &
  ClientKeyPorts & {
    /** Why nothing may be sent to the URL; undefined when it may be called. */
    urlRefusal: (url: string) => string | undefined
  }

const path = '/products/{id}/integration'

/** How a product's vendor is reached. */
export const integrationRoutes: readonly Operation<IntegrationPorts>[] = [
  { method: 'GET', path, scope: 'integration:read', handle: getIntegration },
  { method: 'PUT', path, scope: 'integration:write', handle: putIntegration },
  { method: 'PATCH', path, scope: 'integration:write', handle: changeIntegration },
  { method: 'DELETE', path, scope: 'integration:write', handle: deleteIntegration },
]

async function getIntegration(request: ApiRequest, ports: IntegrationPorts): Promise<ApiResponse> {
  const found = await integratedOf(request, ports)
  return isResponse(found) ? found : integrationResponse(found)
}

/** Sets up the integration, or replaces it: the vendor's credentials stay. */
async function putIntegration(request: ApiRequest, ports: IntegrationPorts): Promise<ApiResponse> {
  const before = await productOf(request, ports)
  if (isResponse(before)) return before
  const parsed = NewIntegration.safeParse(request.json)
  const endpoints = storedEndpoints(parsed.data?.endpoints, before.integration)
  const errors = [
    ...integrationErrors(request.json, ports.urlRefusal),
    ...storedEndpointErrors(endpoints),
  ]
  if (!parsed.success || errors.length > 0) return invalid('integration', parsed.error, errors)
  const stale = ifMatch(request.headers['if-match'], before.version, 'optional')
  if (stale !== undefined) return stale

  const { authentication, ...open } = parsed.data
  const { credentials = [], pings = {} } = before.integration ?? {}
  const sealed = await sealedVendorAuthentication(authentication, before, ports)
  const after = { ...open, endpoints, authentication: sealed, credentials, pings }
  return save(before, after, { request, ports })
}

async function changeIntegration(
  request: ApiRequest,
  ports: IntegrationPorts,
): Promise<ApiResponse> {
  const found = await integratedOf(request, ports)
  if (isResponse(found)) return found
  const { product: before, integration } = found
  const parsed = IntegrationChange.safeParse(request.json)
  if (!parsed.success) {
    return invalid('change', parsed.error, integrationErrors(request.json, ports.urlRefusal))
  }
  const stale = ifMatch(request.headers['if-match'], before.version, 'required')
  if (stale !== undefined) return stale

  const { authentication, endpoints, ...open } = parsed.data
  const given = withoutNulls({ ...integration.endpoints, ...endpoints })
  const merged = storedEndpoints(given, integration)
  const errors = [
    ...integrationErrors(request.json, ports.urlRefusal),
    ...storedEndpointErrors(merged),
    ...(authentication === undefined ? movedErrors(integration, merged) : []),
  ]
  if (errors.length > 0) return invalid('change', undefined, errors)
  const after = withoutNulls({ ...integration, ...open, endpoints: merged }) as Integration
  if (authentication === undefined) return save(before, after, { request, ports })
  const sealed = await sealedVendorAuthentication(authentication, before, ports)
  return save(before, { ...after, authentication: sealed }, { request, ports })
}

async function deleteIntegration(
  request: ApiRequest,
  ports: IntegrationPorts,
): Promise<ApiResponse> {
  const found = await integratedOf(request, ports)
  if (isResponse(found)) return found
  const { product: before } = found
  const { integration, ...rest } = before
  // Publishing needs tested endpoints, and it has none any more.
  const after = changed({ ...rest, status: 'development' }, request, ports)
  const entry = changeEntryOf('integration.deleted', before, after)
  return (await ports.replaceProduct(after, before, entry)) ? { status: 204 } : meanwhileChanged()
}

type Context = { request: ApiRequest; ports: IntegrationPorts }

async function save(
  before: Product,
  integration: Integration,
  { request, ports }: Context,
): Promise<ApiResponse> {
  const after = changed({ ...before, integration }, request, ports)
  const entry = changeEntryOf('integration.changed', before, after)
  const isSaved = await ports.replaceProduct(after, before, entry)
  return isSaved ? integrationResponse({ product: after, integration }) : meanwhileChanged()
}

/** A stored secret is sent only to the origins that it was set for. */
function movedErrors(
  { authentication, endpoints }: Integration,
  after: Integration['endpoints'],
): FieldError[] {
  if (authentication.type === 'OAUTH1') return [] // signs, and sends no secret
  const known = originsOf(endpoints)
  const isMoved = originsOf(after).some((origin) => !known.includes(origin))
  const message = 'must be sent again when an endpoint has another origin'
  return isMoved ? [{ path: 'authentication', message }] : []
}

function originsOf(endpoints: Integration['endpoints']): string[] {
  return Object.values(endpoints).map(
    (url) => new URL(withEventUrl(url, 'https://example.com')).origin,
  )
}

async function sealedVendorAuthentication(
  input: VendorAuthenticationInput,
  product: Product,
  ports: ClientKeyPorts,
): Promise<VendorAuthentication> {
  switch (input.type) {
    case 'OAUTH1':
      return input
    case 'BASIC': {
      const { password, ...open } = input
      return { ...open, sealed: await ports.sealSecrets(password, secretContext(product)) }
    }
    case 'OAUTH2_CLIENT_CREDENTIALS': {
      const owner = { ...ownerOf(product), authentication: product.integration?.authentication }
      const sealed = await sealedAuthentication(input, owner, ports.sealSecrets)
      return (await withClientKey(sealed, owner, ports)) as VendorAuthentication
    }
  }
}
