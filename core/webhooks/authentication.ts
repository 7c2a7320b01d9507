import type { Secrets } from '../ports.ts'
import { type ClientKeys, clientKeysView } from './key-pair.ts'
import type { AuthenticationInput } from './credentials-input.ts'
import { separateParameters } from './extra-parameters.ts'
import { type ClientAuthentication, isSecretless } from './oauth2-input.ts'

/** The readable fields of an OAuth2 authentication. */
type OpenOAuth2 = {
  accessTokenUri: string
  clientId: string
  /** Scopes, separated by single spaces. */
  scope?: string
  /** The grant type, if it is not the one of its type. */
  grantType?: string
  tokenRequestFormat?: 'FORM' | 'JSON'
  /** Further parameters of the token request, such as `audience`. */
  extraParameters?: Record<string, string>
  /** Those that are sealed. */
  secretParameterNames?: string[]
  clientAuthentication: ClientAuthentication
} & ClientKeys

export type OAuth2 =
  | ({ type: 'OAUTH2_CLIENT_CREDENTIALS'; sealed: string } & OpenOAuth2)
  | ({ type: 'OAUTH2_RESOURCE_OWNER_PASSWORD'; sealed: string; username: string } & OpenOAuth2)

/**
 * How a webhook's requests are authenticated, as stored. `sealed` has all secrets (base64, bound to
 * the marketplace and the webhook); the other fields are readable.
 */
export type Authentication =
  | { type: 'NONE' }
  | { type: 'TOKEN'; sealed: string; header?: string; prefix?: string }
  | { type: 'BASIC'; sealed: string; username: string }
  | OAuth2

/** The types of authentication. */
export const authenticationTypes = [
  'NONE',
  'TOKEN',
  'BASIC',
  'OAUTH2_CLIENT_CREDENTIALS',
  'OAUTH2_RESOURCE_OWNER_PASSWORD',
] as const satisfies readonly Authentication['type'][]

/** The secrets of a token, after decryption of `sealed`. */
export type TokenSecrets = { token: string }

/** The secrets of HTTP Basic authentication, after decryption of `sealed`. */
export type BasicSecrets = { password: string }

/** The secrets of an OAuth2 authentication, after decryption of `sealed`; a public client has none. */
export type OAuth2Secrets = {
  clientSecret?: string
  password?: string
  parameters?: Record<string, string>
}

/** The authentication as it is stored, with its secrets sealed for their webhook. */
export async function sealedAuthentication(
  input: AuthenticationInput,
  { marketplace, id }: { marketplace: string; id: string },
  sealSecrets: Secrets['seal'],
): Promise<Authentication> {
  const seal = (
    secrets: TokenSecrets | { [Name in keyof OAuth2Secrets]: OAuth2Secrets[Name] | undefined },
  ) =>
    sealSecrets(JSON.stringify(secrets), { marketplace, endpoint: id, purpose: 'authentication' })

  switch (input.type) {
    case 'NONE':
      return input
    case 'TOKEN': {
      const { token, ...open } = input
      return { ...open, sealed: await seal({ token }) }
    }
    case 'BASIC': {
      const { password, ...open } = input
      return { ...open, sealed: await seal({ password }) }
    }
    case 'OAUTH2_CLIENT_CREDENTIALS': {
      const { clientSecret, ...rest } = input
      const { open, parameters } = separateParameters(rest)
      return { ...open, sealed: await seal({ clientSecret, parameters }) }
    }
    case 'OAUTH2_RESOURCE_OWNER_PASSWORD': {
      const { clientSecret, password, ...rest } = input
      const { open, parameters } = separateParameters(rest)
      return { ...open, sealed: await seal({ clientSecret, password, parameters }) }
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
    case 'BASIC':
      return { ...open, hasPassword: true }
    case 'OAUTH2_CLIENT_CREDENTIALS':
      return { ...open, ...clientFlags(open), ...clientKeysView(open) }
    case 'OAUTH2_RESOURCE_OWNER_PASSWORD':
      return { ...open, ...clientFlags(open), ...clientKeysView(open), hasPassword: true }
  }
}

/** Whether the client has a secret. */
export function clientFlags({ clientAuthentication }: Pick<OAuth2, 'clientAuthentication'>) {
  return isSecretless(clientAuthentication) ? {} : { hasClientSecret: true }
}

/** The authentication with another client authentication, and the same secrets. */
export function withClientAuthentication(
  authentication: Authentication,
  clientAuthentication: ClientAuthentication | undefined,
): Authentication {
  if (!isOAuth2(authentication) || clientAuthentication === undefined) return authentication
  return { ...authentication, clientAuthentication }
}

/** Whether requests carry an access token from a token endpoint. */
export function isOAuth2(authentication: Authentication): authentication is OAuth2 {
  return authentication.type.startsWith('OAUTH2_')
}
