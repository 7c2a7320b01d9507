import * as z from 'zod'

import { notPlainText, plainText } from '../values/plain-text.ts'
import { ExtraParameters, separateParameters } from './extra-parameters.ts'
import { secretsInUrl } from './url-credentials.ts'
import { urlText } from './url-text.ts'

/**
 * How the client authenticates to the token endpoint: with HTTP Basic, its id and secret form-encoded
 * (RFC 6749, 2.3.1) or as they are; with both in the body; with a JWT that its own key signs (RFC 7523);
 * or, as a public client, by its id.
 */
export const ClientAuthentication = z.enum([
  'BASIC',
  'BASIC_NOT_ENCODED',
  'BODY',
  'PRIVATE_KEY_JWT',
  'NONE',
])
export type ClientAuthentication = z.infer<typeof ClientAuthentication>

/** Whether the client has no secret: a public client, or one with a key of its own. */
export function isSecretless(clientAuthentication: ClientAuthentication): boolean {
  return clientAuthentication === 'NONE' || clientAuthentication === 'PRIVATE_KEY_JWT'
}

/** Printable ASCII (RFC 6749, appendix A.1 and A.2) without spaces around it. */
const printable = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/

/** Scopes (RFC 6749, appendix A.4), separated by spaces; more than one are taken for one. */
const scopes = /^ *[\x21\x23-\x5b\x5d-\x7e]+(?: +[\x21\x23-\x5b\x5d-\x7e]+)* *$/

/** The readable fields of an OAuth2 authentication. */
export const openOAuth2 = {
  accessTokenUri: urlText(),
  clientId: z.string().trim().min(1).max(256).regex(printable, 'must be printable ASCII'),
  scope: z
    .string()
    .max(1024)
    .regex(scopes, 'must be scopes, separated by spaces')
    .overwrite((text) => text.trim().replace(/ +/g, ' '))
    .exactOptional(),
  /** Another grant type, such as Zoom's `account_credentials`. */
  grantType: z
    .string()
    .max(256)
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')
    .exactOptional(),
  /** How the parameters of the token request are sent; default: `FORM`. */
  tokenRequestFormat: z.enum(['FORM', 'JSON']).exactOptional(),
  extraParameters: ExtraParameters.exactOptional(),
}

export const openInput = {
  ...openOAuth2,
  clientAuthentication: ClientAuthentication.default('BASIC'),
  /** Parameters that are sealed, and never shown. */
  secretParameters: ExtraParameters.exactOptional(),
}

/** AWS KMS encrypts 4,096 bytes. */
const sealLimitBytes = 4096

/**
 * Escaping `"` and `\` may double it: together with the password it fits into AWS KMS's 4,096
 * bytes.
 */
const clientSecret = z.string().trim().min(1).max(1024).regex(printable, 'must be printable ASCII')

/** At most 1,536 bytes: three for each UTF-16 code unit. */
const password = z.string().min(1).max(512).regex(plainText, notPlainText)

const username = z.string().min(1).max(256).regex(plainText, notPlainText)

const clientCredentials = z.literal('OAUTH2_CLIENT_CREDENTIALS')
const ownerPassword = z.literal('OAUTH2_RESOURCE_OWNER_PASSWORD')

/** Client Credentials as a manager sends it; RFC 6749, 4.4. */
export const ClientCredentialsInput = z
  .strictObject({
    type: clientCredentials,
    ...openInput,
    clientSecret: clientSecret.exactOptional(),
  })
  .superRefine(checkSecrets)

/** Resource Owner Password as a manager sends it; RFC 6749, 4.3. */
export const OwnerPasswordInput = z
  .strictObject({
    type: ownerPassword,
    ...openInput,
    clientSecret: clientSecret.exactOptional(),
    username,
    password,
  })
  .superRefine(checkSecrets)

type Given = {
  clientAuthentication: ClientAuthentication
  clientSecret?: string
  password?: string
  extraParameters?: Record<string, string>
  secretParameters?: Record<string, string>
}

/** Every client has a secret, unless it needs none; and all secrets are sealed together. */
function checkSecrets(given: Given, context: z.RefinementCtx): void {
  const { clientAuthentication, clientSecret, password, extraParameters, secretParameters } = given
  const refuse = (path: string[], message: string) => {
    context.addIssue({ code: 'custom', path, message })
  }
  const needsNone = isSecretless(clientAuthentication)
  if (needsNone !== (clientSecret === undefined)) {
    refuse(
      ['clientSecret'],
      needsNone
        ? `must be absent with clientAuthentication ${clientAuthentication}`
        : 'is required',
    )
  }
  for (const name of Object.keys(secretParameters ?? {})) {
    if (Object.hasOwn(extraParameters ?? {}, name)) {
      refuse(['secretParameters', name], 'is one of the extraParameters too')
    }
  }
  const { parameters } = separateParameters(given)
  const size = Buffer.byteLength(JSON.stringify({ clientSecret, password, parameters }))
  if (size > sealLimitBytes) refuse(['secretParameters'], 'are too long together with the secrets')
}

/** Why a token endpoint cannot be set: its URL may not be called, or has a secret, and is shown. */
export function tokenEndpointRefusal(
  endpoint: string,
  urlRefusal: (url: string) => string | undefined,
): string | undefined {
  const isSecret = secretsInUrl(endpoint).length > 0
  return isSecret ? 'must have no credential in its query: it is shown' : urlRefusal(endpoint)
}
