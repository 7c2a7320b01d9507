import { createHmac } from 'node:crypto'

import { asymmetricSignature, isPrivateKey } from './ed25519.ts'

/** What a signature covers: the delivery's id, and the exact body. */
type Content = { id: string; body: string }

const prefix = 'whsec_'

/** Standard Webhooks requires this length of a symmetric secret. */
const minBytes = 24
const maxBytes = 64

/** Makes a signing secret from 24 to 64 random bytes: `whsec_` and their base64. */
export function signingSecretOf(bytes: Uint8Array): string {
  return `${prefix}${checked(Buffer.from(bytes)).toString('base64')}`
}

/**
 * The headers that prove who sent a request, and when (Standard Webhooks 1.0.0): one signature for
 * each secret, separated by spaces. A secret's prefix says how it signs: `v1` with `whsec_`, `v1a` with
 * `whsk_`.
 */
export function signatureHeaders(
  { id, body }: Content,
  at: Date,
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signed = `${id}.${timestamp}.${body}`
  const signatures = secrets.map((secret) =>
    isPrivateKey(secret)
      ? asymmetricSignature(signed, secret)
      : `v1,${hmac(signed, hmacKey(secret))}`,
  )
  if (signatures.length === 0) throw new Error('Cannot sign: there is no signing secret')
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}

function hmac(text: string, key: Buffer): string {
  return createHmac('sha256', key).update(text).digest('base64')
}

/** Whether requests can be signed with it. */
export function isSigningSecret(text: string): boolean {
  try {
    hmacKey(text)
    return true
  } catch {
    return false
  }
}

/** Errors never contain the secret. */
function hmacKey(secret: string): Buffer {
  const base64 = secret.slice(prefix.length)
  const key = Buffer.from(base64, 'base64')
  // Node skips characters that are not base64; the round trip reveals that.
  if (!secret.startsWith(prefix) || key.toString('base64') !== base64) {
    throw new Error('Cannot sign: the signing secret is not whsec_ followed by base64')
  }
  return checked(key)
}

function checked(key: Buffer): Buffer {
  if (key.length >= minBytes && key.length <= maxBytes) return key
  throw new Error(
    `Cannot sign: the signing secret has ${key.length} bytes, not ${minBytes} to ${maxBytes}`,
  )
}
