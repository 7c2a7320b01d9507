import * as z from 'zod'

import { ClientAuthentication, openOAuth2 } from '../webhooks/oauth2-input.ts'
import { HeaderName, TokenPrefix } from '../webhooks/token-header-input.ts'
import { named } from './named.ts'

const has = z.literal(true)

const oauth2 = {
  ...openOAuth2,
  clientAuthentication: ClientAuthentication,
}

export const AuthenticationView = named(
  'Authentication',
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('NONE') }).meta({ title: 'None' }),
    z
      .object({
        type: z.literal('TOKEN'),
        header: HeaderName.exactOptional(),
        prefix: TokenPrefix.exactOptional(),
        hasToken: has,
      })
      .meta({ title: 'Token' }),
    z
      .object({ type: z.literal('BASIC'), username: z.string(), hasPassword: has })
      .meta({ title: 'HTTP Basic' }),
    z
      .object({ type: z.literal('OAUTH2_CLIENT_CREDENTIALS'), ...oauth2, hasClientSecret: has })
      .meta({ title: 'OAuth2 (Client Credentials)' }),
    z
      .object({
        type: z.literal('OAUTH2_RESOURCE_OWNER_PASSWORD'),
        ...oauth2,
        username: z.string(),
        hasClientSecret: has,
        hasPassword: has,
      })
      .meta({ title: 'OAuth2 (Resource Owner Password)' }),
  ]),
  { description: 'How requests are authenticated. Secrets are never returned' },
)
