import { randomBytes } from 'node:crypto'

import { type KeyPair, keyPairOf } from '../../core/webhooks/ed25519.ts'
import { signingSecretOf } from '../../core/webhooks/signature.ts'

/** The digest size of HMAC-SHA256, as RFC 2104 recommends, and the size of a seed of ed25519. */
const secretBytes = 32

/** A new random signing secret. */
export function newSigningSecret(): string {
  return signingSecretOf(randomBytes(secretBytes))
}

/** A new random key pair. */
export function newKeyPair(): KeyPair {
  return keyPairOf(randomBytes(secretBytes))
}
