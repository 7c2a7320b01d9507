import type { ApiResponse } from '../../api/operation.ts'
import { present } from '../../values/present.ts'
import {
  endpointNames,
  endpointUrlOf,
  type Integration,
  type Ping,
  type Product,
} from '../product.ts'
import { clientFlags } from '../../webhooks/authentication.ts'
import { clientKeysView } from '../../webhooks/key-pair.ts'
import type { Integrated } from './product-access.ts'
import { shownEndpoints, shownPings } from './stored-endpoints.ts'

/** A product as the API shows it. */
export function productView({ marketplace, integration, pingCount, ...rest }: Product) {
  const tests = integration === undefined ? [] : testsOf(integration)
  return { ...rest, hasIntegration: integration !== undefined, tests }
}

/** An integration as the API shows it, without secrets. */
export function integrationView(integration: Integration) {
  const { authentication, credentials, pings, endpoints, ...rest } = integration
  return {
    ...rest,
    endpoints: shownEndpoints(endpoints),
    authentication: authenticationView(authentication),
    credentials: credentials.map(({ sealed, ...shown }) => shown),
    pings: shownPings(pings),
    untested: untested(integration),
  }
}

type Tested = Pick<Integration, 'pings' | 'endpoints'>

/** The endpoints that have not passed a ping test of their present URL. */
export function untested(integration: Tested) {
  return testsOf(integration)
    .filter(({ state }) => state !== 'passed')
    .map(({ endpoint }) => endpoint)
}

/** The last ping test of each endpoint that has a URL; `changed` if that was of another URL. */
function testsOf(integration: Tested) {
  return endpointNames.flatMap((endpoint) => {
    const url = endpointUrlOf(integration, endpoint)
    return url === undefined ? [] : { endpoint, ...testOf(integration.pings[endpoint], url) }
  })
}

function testOf(ping: Ping | undefined, url: string) {
  if (ping === undefined) return { state: 'untested' }
  if (ping.url !== url) return { state: 'changed' }
  const { passed, status, reason } = ping
  return { state: passed ? 'passed' : 'failed', ...present({ status, reason }) }
}

/** The `ETag` of a product and of its integration: its version. */
function tagOf({ version }: Product): Record<string, string> {
  return { etag: `"${version}"` }
}

export function integrationResponse({ product, integration }: Integrated): ApiResponse {
  return { status: 200, headers: tagOf(product), body: integrationView(integration) }
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
      return { ...open, ...clientFlags(open), ...clientKeysView(open) }
    }
  }
}
