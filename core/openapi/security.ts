import { needsToken } from '../api/operation.ts'
import { type Scope, scopes } from '../api/roles.ts'
import type { RouteFacts } from './usual-answers.ts'

const descriptions: Readonly<Record<Scope, string>> = {
  'webhooks:read': 'See webhooks and deliveries',
  'webhooks:write': 'Set up, change and remove webhooks, and send again',
  'events:write': 'Publish events',
}

const withDescriptions = Object.fromEntries(scopes.map((scope) => [scope, descriptions[scope]]))

/** How callers say who they are. The addresses are those of the embedded engine. */
export const securitySchemes = {
  oauth2: {
    type: 'oauth2',
    description:
      'In a token, the marketplace stands before each scope: `acme/webhooks:read`; people may have groups instead, such ' +
      'as `acme/manager`. A token is of exactly one marketplace. People sign in by authorization code with PKCE, programs by client credentials. On AWS, the ' +
      'addresses are those of the deployment’s sign-in (output `TokenEndpoint`).',
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
    bearerFormat: 'JWT',
    description: 'An access token, however it came about: `npm run --silent token` makes one here.',
  },
}

/** What a route asks of a token: of an open one nothing. */
export function securityOf(route: RouteFacts): object[] {
  if (!needsToken(route)) return []
  return [{ oauth2: route.scope === undefined ? [] : [route.scope] }, { bearer: [] }]
}
