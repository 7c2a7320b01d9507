import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'

/** An ed25519 key pair as Standard Webhooks 1.0.0 writes it: each has 32 bytes in base64. */
export type KeyPair = {
  /** `whsk_` and the seed of RFC 8032. */
  privateKey: string
  /** `whpk_` and the public key. */
  publicKey: string
}

const [privatePrefix, publicPrefix] = ['whsk_', 'whpk_']

/** What precedes the seed in PKCS #8 (RFC 8410, 7). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The key pair of 32 random bytes. */
export function keyPairOf(seed: Uint8Array): KeyPair {
  const privateKey = `${privatePrefix}${Buffer.from(seed).toString('base64')}`
  const { x = '' } = createPublicKey(keyObject(privateKey)).export({ format: 'jwk' })
  return { privateKey, publicKey: `${publicPrefix}${inBase64(x)}` }
}

export function isPrivateKey(secret: string): boolean {
  return secret.startsWith(privatePrefix)
}

/** The `v1a` signature of a text. */
export function asymmetricSignature(text: string, privateKey: string): string {
  return `v1a,${sign(null, Buffer.from(text), cachedKey(privateKey)).toString('base64')}`
}

/** The public key as a JSON Web Key (RFC 8037); its id is its thumbprint (RFC 7638). */
export function jwkOf(publicKey: string) {
  const base64 = publicKey.slice(publicPrefix.length)
  const x = Buffer.from(base64, 'base64').toString('base64url')
  const required = { crv: 'Ed25519', kty: 'OKP', x } // in this order
  const kid = createHash('sha256').update(JSON.stringify(required)).digest('base64url')
  return { ...required, alg: 'EdDSA', use: 'sig', kid }
}

/** Parsing a key takes ten times as long as signing. */
const cachedKeys = new Map<string, KeyObject>()
const maxCachedKeys = 1000

function cachedKey(privateKey: string): KeyObject {
  const cached = cachedKeys.get(privateKey)
  if (cached !== undefined) return cached
  if (cachedKeys.size >= maxCachedKeys) cachedKeys.clear()
  const key = keyObject(privateKey)
  cachedKeys.set(privateKey, key)
  return key
}

/** Errors never contain the key. */
function keyObject(privateKey: string): KeyObject {
  const seed = Buffer.from(privateKey.slice(privatePrefix.length), 'base64')
  if (seed.length !== 32) throw new Error(`Cannot sign: the key has ${seed.length} bytes, not 32`)
  return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
}

function inBase64(base64Url: string): string {
  return Buffer.from(base64Url, 'base64url').toString('base64')
}
