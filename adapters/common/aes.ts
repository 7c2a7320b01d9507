import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import type { SecretContext } from '../../core/ports.ts'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12 // as NIST SP 800-38D recommends for GCM
const tagBytes = 16

/**
 * Seals a text by AES-256-GCM under a key of 32 bytes, with the marketplace, the webhook and the
 * purpose as additional data, so that what was sealed for one opens for no other. The answer is
 * base64 of nonce, tag and ciphertext.
 */
export function sealUnder(key: Buffer, text: string, context: SecretContext): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(additional(context))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Opens what was sealed so; throws when it was for another key or context, or was changed. */
export function openUnder(key: Buffer, sealed: string, context: SecretContext): string {
  const bytes = Buffer.from(sealed, 'base64')
  const nonce = bytes.subarray(0, nonceBytes)
  const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes)
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
    .setAAD(additional(context))
    .setAuthTag(tag)
  const text = decipher.update(bytes.subarray(nonceBytes + tagBytes))
  return Buffer.concat([text, decipher.final()]).toString('utf8')
}

function additional({ marketplace, webhook, purpose }: SecretContext): Buffer {
  return Buffer.from(JSON.stringify([marketplace, webhook, purpose]))
}
