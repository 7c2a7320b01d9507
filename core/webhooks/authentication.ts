import * as z from 'zod'

import type { Secrets } from '../ports.ts'
import {
  ClientCredentials,
  ClientCredentialsInput,
  type OAuth2,
  OwnerPassword,
  OwnerPasswordInput,
} from './oauth2.ts'
import { TokenHeader, TokenPrefix } from './token-header.ts'

/**
 * How a webhook's requests are authenticated, as stored. `sealed` has all secrets (base64, bound to
 * the marketplace and the webhook); the other fields are readable.
 */
export const Authentication = z.discriminatedUnion('type', [
  z.object({ type: z.literal('NONE') }),
  z.object({
    type: z.literal('TOKEN'),
    sealed: z.string(),
    header: TokenHeader.exactOptional(),
    prefix: TokenPrefix.exactOptional(),
  }),
  ClientCredentials,
  OwnerPassword,
])
export type Authentication = z.infer<typeof Authentication>

/** The types of authentication. */
export const AuthenticationType = z.enum([
  'NONE',
  'TOKEN',
  'OAUTH2_CLIENT_CREDENTIALS',
  'OAUTH2_RESOURCE_OWNER_PASSWORD',
] satisfies Authentication['type'][])

/** The secrets of a token, after decryption of `sealed`. */
export const TokenSecrets = z.object({ token: z.string() })

/** A token's maximum length, and that of its JSON with escapes: AWS KMS encrypts 4,096 bytes. */
const tokenLimit = 2048
const sealLimitBytes = 4096

const Token = z
  .string()
  .min(1)
  .max(tokenLimit)
  .regex(
    /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/,
    'must be printable ASCII without leading or trailing spaces',
  )
  .refine(
    (token) => JSON.stringify({ token }).length <= sealLimitBytes,
    'must have fewer quotes and backslashes',
  )

/** The authentication as a manager sends it, with its secrets in the clear. */
export const AuthenticationInput = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('NONE') }),
  z.strictObject({
    type: z.literal('TOKEN'),
    token: Token,
    header: TokenHeader.exactOptional(),
    prefix: TokenPrefix.exactOptional(),
  }),
  ClientCredentialsInput,
  OwnerPasswordInput,
])
export type AuthenticationInput = z.infer<typeof AuthenticationInput>

/** The authentication as it is stored, with its secrets sealed for their webhook. */
export async function sealedAuthentication(
  input: AuthenticationInput,
  { marketplace, id }: { marketplace: string; id: string },
  sealSecrets: Secrets['seal'],
): Promise<Authentication> {
  const seal = (secrets: Record<string, string>) =>
    sealSecrets(JSON.stringify(secrets), { marketplace, endpoint: id, purpose: 'authentication' })

  switch (input.type) {
    case 'NONE':
      return input
    case 'TOKEN': {
      const { token, ...open } = input
      return { ...open, sealed: await seal({ token }) }
    }
    case 'OAUTH2_CLIENT_CREDENTIALS': {
      const { clientSecret, ...open } = input
      return { ...open, sealed: await seal({ clientSecret }) }
    }
    case 'OAUTH2_RESOURCE_OWNER_PASSWORD': {
      const { clientSecret, password, ...open } = input
      return { ...open, sealed: await seal({ clientSecret, password }) }
    }
  }
}

/** The authentication without its secrets: flags show which ones are set. */
export function authenticationView(authentication: Authentication) {
  if (authentication.type === 'NONE') return authentication
  const { sealed, ...open } = authentication
  switch (open.type) {
    case 'TOKEN':
      return { ...open, hasToken: true }
    case 'OAUTH2_CLIENT_CREDENTIALS':
      return { ...open, hasClientSecret: true }
    case 'OAUTH2_RESOURCE_OWNER_PASSWORD':
      return { ...open, hasClientSecret: true, hasPassword: true }
  }
}

/** Whether requests carry an access token from a token endpoint. */
export function isOAuth2(authentication: Authentication): authentication is OAuth2 {
  return authentication.type !== 'NONE' && authentication.type !== 'TOKEN'
}
