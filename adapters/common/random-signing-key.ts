import { randomBytes } from 'node:crypto'

import { signingSecretOf } from '../../core/webhooks/signature.ts'

const secretBytes = 32 // the digest size of HMAC-SHA256, as RFC 2104 recommends

/** A new random signing secret. */
export function newSigningSecret(): string {
  return signingSecretOf(randomBytes(secretBytes))
}
