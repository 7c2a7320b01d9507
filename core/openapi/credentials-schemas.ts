import * as z from 'zod'

import { ClientAuthentication, openOAuth2 } from '../webhooks/oauth2-input.ts'
import { HeaderName, TokenPrefix } from '../webhooks/token-header-input.ts'
import { named } from './named.ts'

const has = z.literal(true)

const ClientKeyView = named(
  'ClientKey',
  z.object({
    publicKey: z
      .object({
        kty: z.literal('RSA'),
        n: z.string(),
        e: z.string(),
        kid: z.string(),
        alg: z.literal('RS256'),
        use: z.literal('sig'),
      })
      .describe('The public key as a JSON Web Key'),
    certificate: z.string().describe('A certificate of the same key, in PEM'),
    notAfter: z.iso.datetime().describe('When the certificate expires'),
  }),
  { description: 'What to register at the token endpoint: the key, or the certificate' },
)

/** An OAuth2 authentication without its secrets. */
export const oauth2 = {
  ...openOAuth2,
  clientAuthentication: ClientAuthentication,
  secretParameterNames: z
    .array(z.string())
    .exactOptional()
    .describe('The names of the parameters that are sealed'),
  hasClientSecret: has
    .exactOptional()
    .describe('Absent if `clientAuthentication` is `NONE` or `PRIVATE_KEY_JWT`'),
  clientKey: ClientKeyView.exactOptional().describe('The key pair of `PRIVATE_KEY_JWT`'),
  nextClientKey: ClientKeyView.exactOptional().describe('The key pair that is to replace it'),
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
      .object({ type: z.literal('OAUTH2_CLIENT_CREDENTIALS'), ...oauth2 })
      .meta({ title: 'OAuth2 (Client Credentials)' }),
    z
      .object({
        type: z.literal('OAUTH2_RESOURCE_OWNER_PASSWORD'),
        ...oauth2,
        username: z.string(),
        hasPassword: has,
      })
      .meta({ title: 'OAuth2 (Resource Owner Password)' }),
  ]),
  { description: 'How requests are authenticated. Secrets are never returned' },
)
