import type { SecretContext, Secrets } from '../ports.ts'

/** The endpoint whose key it is. */
type Owner = { marketplace: string; id: string }

/** A public key as token endpoints take it (RFC 7517). */
type PublicKey = { kty: 'RSA'; n: string; e: string; kid: string; alg: 'RS256'; use: 'sig' }

/** What people register at the token endpoint: the key, or the certificate in PEM. */
type PublicHalf = { publicKey: PublicKey; certificate: string; notAfter: string }

/** The key pair of an OAuth2 client, as stored; `sealed` is the private key. */
export type ClientKey = PublicHalf & { sealed: string }

/** The key pair of an OAuth2 client, and the one that is to replace it. */
export type ClientKeys = { clientKey?: ClientKey; nextClientKey?: ClientKey }

export type ClientKeyPorts = {
  /** Makes a key pair; the private key is PKCS #8 in PEM. */
  newClientKey: (now: Date) => Promise<PublicHalf & { privateKey: string }>
  sealSecrets: Secrets['seal']
  now: () => Date
}

/** A private key that signs, and the id by which the token endpoint knows it. */
export type SigningKey = { keyId: string; privateKey: string }

/** A new key pair, with its private key sealed for the endpoint. */
export async function newKey(
  owner: Owner,
  { newClientKey, sealSecrets, now }: ClientKeyPorts,
): Promise<ClientKey> {
  const { privateKey, ...open } = await newClientKey(now())
  return { ...open, sealed: await sealSecrets(privateKey, contextOf(owner)) }
}

/** The current key, in the clear; undefined if the client authenticates in another way. */
export async function openClientKey(
  { authentication, ...owner }: Owner & { authentication: ClientKeys },
  open: Secrets['open'],
): Promise<SigningKey | undefined> {
  const { clientKey } = authentication
  if (clientKey === undefined) return undefined
  const privateKey = await open(clientKey.sealed, contextOf(owner))
  return { keyId: clientKey.publicKey.kid, privateKey }
}

/** The key pairs without their private keys. */
export function clientKeysView({ clientKey, nextClientKey }: ClientKeys) {
  return {
    ...(clientKey && { clientKey: publicHalf(clientKey) }),
    ...(nextClientKey && { nextClientKey: publicHalf(nextClientKey) }),
  }
}

function publicHalf({ publicKey, certificate, notAfter }: ClientKey): PublicHalf {
  return { publicKey, certificate, notAfter }
}

function contextOf({ marketplace, id }: Owner): SecretContext {
  return { marketplace, endpoint: id, purpose: 'authentication' }
}
