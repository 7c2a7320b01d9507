import { randomBytes } from 'node:crypto'

import { signingSecretOf } from '../../core/webhooks/signature.ts'

const secretBytes = 32 // as many as the HMAC's digest has, RFC 2104

/** A secret that nobody can guess. */
export function newSigningSecret(): string {
  return signingSecretOf(randomBytes(secretBytes))
}
