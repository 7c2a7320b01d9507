import * as z from 'zod'

import { notPlainText, plainText } from '../values/plain-text.ts'
import { isCredential, secretsInUrl } from './url-credentials.ts'

/**
 * How the client authenticates to the token endpoint: with HTTP Basic, or in the body; RFC 6749,
 * 2.3.1.
 */
export const ClientAuthentication = z.enum(['BASIC', 'BODY'])

/** Printable ASCII; RFC 6749, appendix A.1 and A.2. */
const printable = /^[\x20-\x7e]+$/

/** Scopes, separated by single spaces; RFC 6749, appendix A.4. */
const scopes = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/

/** Parameters that the request has already, or that belong to other grants. */
const reservedParameters: readonly string[] = [
  'grant_type',
  'client_id',
  'scope',
  'username',
  'code',
  'code_verifier',
  'redirect_uri',
  'response_type',
]

const maxExtraParameters = 10

/** Further parameters of the token request, such as `audience` and `resource`. */
const ExtraParameters = z
  .record(z.string(), z.string().min(1).max(1024).regex(plainText, notPlainText))
  .superRefine((parameters, context) => {
    const names = Object.keys(parameters)
    for (const name of names) {
      const message = parameterRefusal(name)
      if (message !== undefined) context.addIssue({ code: 'custom', path: [name], message })
    }
    if (names.length > maxExtraParameters) {
      context.addIssue({
        code: 'custom',
        message: `must have at most ${maxExtraParameters} members`,
      })
    }
  })

/** The readable fields of an OAuth2 authentication. */
export const openOAuth2 = {
  accessTokenUri: z.string().min(1).max(2048),
  clientId: z.string().min(1).max(256).regex(printable, 'must be printable ASCII'),
  scope: z
    .string()
    .max(1024)
    .regex(scopes, 'must be scopes, separated by single spaces')
    .exactOptional(),
  extraParameters: ExtraParameters.exactOptional(),
}

const openInput = { ...openOAuth2, clientAuthentication: ClientAuthentication.default('BASIC') }

/**
 * Escaping `"` and `\` may double it: together with the password it fits into AWS KMS's 4,096
 * bytes.
 */
const clientSecret = z.string().min(1).max(1024).regex(printable, 'must be printable ASCII')

/** At most 1,536 bytes: three for each UTF-16 code unit. */
const password = z.string().min(1).max(512).regex(plainText, notPlainText)

const username = z.string().min(1).max(256).regex(plainText, notPlainText)

const clientCredentials = z.literal('OAUTH2_CLIENT_CREDENTIALS')
const ownerPassword = z.literal('OAUTH2_RESOURCE_OWNER_PASSWORD')

/** Client Credentials as a manager sends it; RFC 6749, 4.4. */
export const ClientCredentialsInput = z.strictObject({
  type: clientCredentials,
  ...openInput,
  clientSecret,
})

/** Resource Owner Password as a manager sends it; RFC 6749, 4.3. */
export const OwnerPasswordInput = z.strictObject({
  type: ownerPassword,
  ...openInput,
  clientSecret,
  username,
  password,
})

function parameterRefusal(name: string): string | undefined {
  if (!/^[A-Za-z][\w.-]{0,63}$/.test(name)) {
    return 'must have a name that begins with a letter: at most 64 letters, digits, - . and _'
  }
  const lower = name.toLowerCase()
  if (reservedParameters.includes(lower)) return 'is set by the request itself'
  // Everyone who may read the webhook sees them.
  if (isCredential(lower)) return 'is named like a credential, and extra parameters are shown'
  return undefined
}

/** Why a token endpoint cannot be set: its URL may not be called, or has a secret, and is shown. */
export function tokenEndpointRefusal(
  endpoint: string,
  urlRefusal: (url: string) => string | undefined,
): string | undefined {
  const isSecret = secretsInUrl(endpoint).length > 0
  return isSecret ? 'must have no credential in its query: it is shown' : urlRefusal(endpoint)
}
