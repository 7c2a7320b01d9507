import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import type { SecretContext, Secrets } from '../core/needs.ts'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12 // as NIST SP 800-38D recommends for GCM
const tagBytes = 16

/**
 * Secrets under a key of our own, 32 bytes: AES-256-GCM with the marketplace, the webhook and the
 * purpose as additional data, so that what was sealed for one opens for no other. Sealed text is base64 of
 * nonce, tag and ciphertext.
 */
export function fileSecrets(key: Buffer): Secrets {
  return {
    seal: (secret, context) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(additional(context))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64'))
    },

    open: (sealed, context) => {
      try {
        return Promise.resolve(opened(Buffer.from(sealed, 'base64'), key, context))
      } catch {
        const reason =
          'it was sealed for another webhook or purpose, with another key, or changed since'
        return Promise.reject(new Error(`Cannot open the secret: ${reason}`))
      }
    },
  }
}

function opened(bytes: Buffer, key: Buffer, context: SecretContext): string {
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
