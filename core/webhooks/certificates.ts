import { createHash, createPrivateKey } from 'node:crypto'

import type { SecretContext, Secrets } from '../ports.ts'
import { type CertificateFacts, certificatesIn, factsOf } from './certificate-facts.ts'

/** A client certificate with its chain in PEM, as stored; `sealed` is its private key. */
type ClientCertificate = CertificateFacts & { certificate: string; sealed: string }

/** Certificate authorities that are trusted besides the public ones, in PEM, as stored. */
type Authorities = { pem: string; certificates: CertificateFacts[] }

/** The TLS settings of a receiver, and those of the token endpoint. */
export type TlsSettings = {
  clientCertificate?: ClientCertificate
  certificateAuthorities?: Authorities
  tokenClientCertificate?: ClientCertificate
  tokenCertificateAuthorities?: Authorities
}

/** The TLS settings as a manager sends them; null removes one. */
export type GivenTls = {
  clientCertificate?: GivenCertificate | null | undefined
  certificateAuthorities?: string | null | undefined
  tokenClientCertificate?: GivenCertificate | null | undefined
  tokenCertificateAuthorities?: string | null | undefined
}
type GivenCertificate = { certificate: string; privateKey: string }

/** What a connection needs, with the private key in the clear; equal ones have the same digest. */
export type TlsMaterial = {
  digest: string
  certificate?: string
  privateKey?: string
  authorities?: string
}

/** The endpoint that the settings belong to. */
type Owner = { marketplace: string; id: string }

export const tlsNames = [
  'clientCertificate',
  'certificateAuthorities',
  'tokenClientCertificate',
  'tokenCertificateAuthorities',
] as const satisfies readonly (keyof TlsSettings)[]

/** Splits the TLS settings from the other fields. */
export function withoutTls<Fields extends GivenTls>(fields: Fields) {
  const { clientCertificate, certificateAuthorities, ...others } = fields
  const { tokenClientCertificate, tokenCertificateAuthorities, ...rest } = others
  const tls: GivenTls = {
    ...{ clientCertificate, certificateAuthorities },
    ...{ tokenClientCertificate, tokenCertificateAuthorities },
  }
  return { rest, tls }
}

/** The settings that a change removes. */
export function removedTls(given: GivenTls): { [Name in keyof TlsSettings]?: null } {
  const removed = tlsNames.filter((name) => given[name] === null)
  return Object.fromEntries(removed.map((name) => [name, null]))
}

/** Whether a change has one of the settings. */
export function hasTls(given: GivenTls): boolean {
  return tlsNames.some((name) => given[name] !== undefined)
}

/** The settings as they are stored. Those that are absent or null are left out. */
export async function sealTls(
  given: GivenTls,
  owner: Owner,
  seal: Secrets['seal'],
): Promise<TlsSettings> {
  const { clientCertificate, tokenClientCertificate } = given
  const { certificateAuthorities: ours, tokenCertificateAuthorities: tokens } = given
  const sealed = async (one: GivenTls['clientCertificate']) =>
    one && sealedCertificate(one, owner, seal)
  const [own, token] = await Promise.all([clientCertificate, tokenClientCertificate].map(sealed))
  return {
    ...(own && { clientCertificate: own }),
    ...(ours && { certificateAuthorities: authoritiesOf(ours) }),
    ...(token && { tokenClientCertificate: token }),
    ...(tokens && { tokenCertificateAuthorities: authoritiesOf(tokens) }),
  }
}

type Material = {
  certificate: ClientCertificate | undefined
  authorities: Authorities | undefined
}

/** What connections to the receiver need besides the defaults; undefined if it is nothing. */
export function openTls(endpoint: Owner & TlsSettings, open: Secrets['open']) {
  const { clientCertificate: certificate, certificateAuthorities: authorities } = endpoint
  return opened({ certificate, authorities }, endpoint, open)
}

/** The same for connections to the token endpoint. */
export function openTokenTls(endpoint: Owner & TlsSettings, open: Secrets['open']) {
  const { tokenClientCertificate: certificate, tokenCertificateAuthorities: authorities } = endpoint
  return opened({ certificate, authorities }, endpoint, open)
}

function opened(
  material: Material,
  owner: Owner,
  open: Secrets['open'],
): Promise<TlsMaterial> | undefined {
  const { certificate, authorities } = material
  if (certificate === undefined && authorities === undefined) return undefined
  return withPrivateKey(material, owner, open)
}

async function withPrivateKey(
  { certificate, authorities }: Material,
  owner: Owner,
  open: Secrets['open'],
): Promise<TlsMaterial> {
  const parts = [certificate?.certificate, certificate?.sealed, authorities?.pem]
  return {
    digest: createHash('sha256').update(JSON.stringify(parts)).digest('base64url'),
    ...(certificate && {
      certificate: certificate.certificate,
      privateKey: await open(certificate.sealed, contextOf(owner)),
    }),
    ...(authorities && { authorities: authorities.pem }),
  }
}

/** The settings without their PEM texts and private keys. */
export function tlsView(settings: TlsSettings) {
  const { clientCertificate: own, tokenClientCertificate: token } = settings
  const { certificateAuthorities: ours, tokenCertificateAuthorities: tokens } = settings
  return {
    ...(own && { clientCertificate: factsIn(own) }),
    ...(ours && { certificateAuthorities: ours.certificates }),
    ...(token && { tokenClientCertificate: factsIn(token) }),
    ...(tokens && { tokenCertificateAuthorities: tokens.certificates }),
  }
}

async function sealedCertificate(
  { certificate, privateKey }: GivenCertificate,
  owner: Owner,
  seal: Secrets['seal'],
): Promise<ClientCertificate | undefined> {
  const [leaf] = certificatesIn(certificate) ?? []
  if (leaf === undefined) return undefined
  const key = createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'pem' }).toString()
  return { ...factsOf(leaf), certificate, sealed: await seal(key, contextOf(owner)) }
}

function authoritiesOf(pem: string): Authorities {
  return { pem, certificates: (certificatesIn(pem) ?? []).map(factsOf) }
}

function factsIn({ subject, issuer, notAfter, fingerprint }: ClientCertificate): CertificateFacts {
  return { subject, issuer, notAfter, fingerprint }
}

function contextOf({ marketplace, id }: Owner): SecretContext {
  return { marketplace, endpoint: id, purpose: 'authentication' }
}
