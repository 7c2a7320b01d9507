import type { ApiResponse } from '../../api/operation.ts'
import { endpointNames, endpointUrlOf, type Integration, type Product } from '../product.ts'

/** A product as the API shows it. */
export function productView({ marketplace, integration, pingCount, ...rest }: Product) {
  return { ...rest, hasIntegration: integration !== undefined }
}

/** An integration as the API shows it, without secrets. */
export function integrationView({ authentication, credentials, pings, ...rest }: Integration) {
  return {
    ...rest,
    authentication: authenticationView(authentication),
    credentials: credentials.map(({ sealed, ...shown }) => shown),
    pings,
    untested: untested({ pings, endpoints: rest.endpoints }),
  }
}

/** The endpoints whose last ping test failed, is missing, or was of another URL. */
export function untested(integration: Pick<Integration, 'pings' | 'endpoints'>) {
  return endpointNames.filter((name) => {
    const url = endpointUrlOf(integration, name)
    const ping = integration.pings[name]
    return url !== undefined && !(ping?.passed === true && ping.url === url)
  })
}

/** The `ETag` of a product and of its integration: its version. */
export function tagOf({ version }: Product): Record<string, string> {
  return { etag: `"${version}"` }
}

export function productResponse(product: Product, status: 200 | 201): ApiResponse {
  return { status, headers: tagOf(product), body: productView(product) }
}

function authenticationView(authentication: Integration['authentication']) {
  switch (authentication.type) {
    case 'OAUTH1':
      return authentication
    case 'BASIC': {
      const { sealed, ...open } = authentication
      return { ...open, hasPassword: true }
    }
    case 'OAUTH2_CLIENT_CREDENTIALS': {
      const { sealed, ...open } = authentication
      return { ...open, hasClientSecret: true }
    }
  }
}
