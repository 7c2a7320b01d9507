import { createPrivateKey, type KeyObject } from 'node:crypto'

import * as z from 'zod'

import type { FieldError } from '../values/validation-errors.ts'
import type { Authentication } from './authentication.ts'
import { certificatesIn, factsOf } from './certificate-facts.ts'
import { type GivenTls, tlsNames, type TlsSettings } from './certificates.ts'

/** In characters: chains have a few certificates of about 2,000. */
const maxChain = 16_384
const maxAuthorities = 32_768

/** In PKCS #8, an RSA key of 4,096 bits has 3,272 characters. AWS KMS encrypts 4,096 bytes. */
const maxKey = 4096

const minRsaBits = 2048
const maxRsaBits = 4096

const notCertificates = 'must be certificates in PEM: -----BEGIN CERTIFICATE-----'

const Certificates = (max: number) =>
  z
    .string()
    .max(max)
    .refine((pem) => certificatesIn(pem) !== undefined, notCertificates)

/** A client certificate, followed by its chain, and its private key. */
const ClientCertificateInput = z
  .strictObject({ certificate: Certificates(maxChain), privateKey: z.string().max(maxKey) })
  .superRefine(({ certificate, privateKey }, context) => {
    const message = keyRefusal(certificate, privateKey)
    if (message !== undefined) {
      context.addIssue({ code: 'custom', path: ['privateKey'], message })
    }
  })

const AuthoritiesInput = Certificates(maxAuthorities)

/** The TLS settings of a new webhook. */
export const tlsInputs = {
  clientCertificate: ClientCertificateInput.exactOptional(),
  certificateAuthorities: AuthoritiesInput.exactOptional(),
  tokenClientCertificate: ClientCertificateInput.exactOptional(),
  tokenCertificateAuthorities: AuthoritiesInput.exactOptional(),
}

/** Those in a change; null removes one. */
export const tlsChanges = {
  clientCertificate: ClientCertificateInput.nullable(),
  certificateAuthorities: AuthoritiesInput.nullable(),
  tokenClientCertificate: ClientCertificateInput.nullable(),
  tokenCertificateAuthorities: AuthoritiesInput.nullable(),
}

/**
 * The errors that a schema cannot find: a certificate that has expired, and settings of a token
 * endpoint that the webhook does not have.
 */
export function tlsErrors(
  given: GivenTls,
  { authentication, now }: { authentication: Pick<Authentication, 'type'>; now: Date },
): FieldError[] {
  const hasTokens = authentication.type.startsWith('OAUTH2_')
  return tlsNames.flatMap((name) => {
    const one = given[name]
    if (one === undefined || one === null) return []
    if (name.startsWith('token') && !hasTokens) {
      return [{ path: name, message: 'is for OAuth2, which the webhook does not use' }]
    }
    const isText = typeof one === 'string'
    const message = expiry(isText ? one : one.certificate, now)
    const path = isText ? name : `${name}.certificate`
    return message === undefined ? [] : [{ path, message }]
  })
}

/** The settings of a token endpoint must go with the OAuth2 authentication that has it. */
export function strayTlsErrors(
  stored: TlsSettings,
  authentication: Pick<Authentication, 'type'> | undefined,
): FieldError[] {
  if (authentication === undefined || authentication.type.startsWith('OAUTH2_')) return []
  const message = 'must be null, as the authentication is no longer OAuth2'
  const names = ['tokenClientCertificate', 'tokenCertificateAuthorities'] as const
  return names.filter((name) => stored[name]).map((path) => ({ path, message }))
}

function expiry(pem: string, now: Date): string | undefined {
  const expired = (certificatesIn(pem) ?? [])
    .map(factsOf)
    .find(({ notAfter }) => Date.parse(notAfter) <= now.getTime())
  return expired && `has a certificate that expired at ${expired.notAfter}: ${expired.subject}`
}

/** Why a private key cannot serve a certificate; undefined if it can. */
function keyRefusal(certificate: string, privateKey: string): string | undefined {
  const [leaf] = certificatesIn(certificate) ?? []
  if (leaf === undefined) return undefined // the certificate has the error
  if (privateKey.includes('ENCRYPTED')) return 'is encrypted: send it without a passphrase'
  const key = privateKeyIn(privateKey)
  if (key === undefined) return 'must be a private key in PEM: -----BEGIN PRIVATE KEY-----'
  return (
    kindRefusal(key) ??
    (leaf.checkPrivateKey(key) ? undefined : 'is not the key of the certificate')
  )
}

function kindRefusal({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string | undefined {
  if (asymmetricKeyType === 'ec') return undefined
  if (asymmetricKeyType !== 'rsa') return 'must be an RSA or EC key'
  const { modulusLength = 0 } = asymmetricKeyDetails ?? {}
  if (modulusLength >= minRsaBits && modulusLength <= maxRsaBits) return undefined
  return `must be an RSA key of 2,048 to 4,096 bits, not ${modulusLength}`
}

function privateKeyIn(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem)
  } catch {
    return undefined
  }
}
