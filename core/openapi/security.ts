import { needsToken } from '../api/operation.ts'
import { operator, portalLink, type Scope, scopes } from '../api/roles.ts'
import type { RouteFacts } from './default-responses.ts'

const descriptions: Readonly<Record<Scope, string>> = {
  'webhooks:read': 'Read webhooks and deliveries',
  'webhooks:write': 'Create, change and delete webhooks, and send deliveries again',
  'integration:read': 'Read products, their integrations, and integration events',
  'integration:write': 'Change integrations, test them, and resolve integration events',
  'events:write': 'Publish events',
}

const withDescriptions = {
  ...Object.fromEntries(scopes.map((scope) => [scope, descriptions[scope]])),
  [operator]: 'Register and list marketplaces',
}

/** How callers authenticate. The URLs are those of the embedded engine. */
export const securitySchemes = {
  oauth2: {
    type: 'oauth2',
    description:
      'In a token, each scope has the marketplace as a prefix: `acme/webhooks:read`. People may have groups instead, such ' +
      'as `acme/manager`. A token belongs to exactly one marketplace, or to an operator, who has the scope or the group ' +
      '`operator` alone. People sign in with the authorization code grant and ' +
      'PKCE, programs with client credentials. On AWS, the URLs are those of the deployment’s sign-in (output ' +
      '`TokenEndpoint`).',
    flows: {
      authorizationCode: {
        authorizationUrl: '/sign-in/auth',
        tokenUrl: '/sign-in/token',
        scopes: withDescriptions,
      },
      clientCredentials: { tokenUrl: '/sign-in/token', scopes: withDescriptions },
    },
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description:
      'An API key, an access token, or the token of a portal session; a portal link only opens its session. On the embedded engine, `npm run --silent token` creates an access token.',
  },
}

/** The security requirements of a route; none for public routes. */
export function securityOf(route: RouteFacts): object[] {
  if (!needsToken(route)) return []
  if (route.scope === portalLink) return [{ bearer: [] }]
  return [{ oauth2: route.scope === undefined ? [] : [route.scope] }, { bearer: [] }]
}
