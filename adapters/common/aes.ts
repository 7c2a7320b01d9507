import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import type { SecretContext } from '../../core/ports.ts'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12 // recommended for GCM by NIST SP 800-38D
const tagBytes = 16

/**
 * Encrypts a text with AES-256-GCM under a 32-byte key. Marketplace, webhook and purpose are the
 * additionalData authenticated data, so the result cannot be decrypted for another webhook or purpose.
 * Returns the base64 of nonce, tag and ciphertext.
 */
export function sealUnder(key: Buffer, text: string, context: SecretContext): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(additionalData(context))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Decrypts what `sealUnder` returned; throws if key, context or ciphertext differ. */
export function openUnder(key: Buffer, sealed: string, context: SecretContext): string {
  const bytes = Buffer.from(sealed, 'base64')
  const nonce = bytes.subarray(0, nonceBytes)
  const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes)
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
    .setAAD(additionalData(context))
    .setAuthTag(tag)
  const text = decipher.update(bytes.subarray(nonceBytes + tagBytes))
  return Buffer.concat([text, decipher.final()]).toString('utf8')
}

function additionalData({ marketplace, endpoint, purpose }: SecretContext): Buffer {
  return Buffer.from(JSON.stringify([marketplace, endpoint, purpose]))
}
