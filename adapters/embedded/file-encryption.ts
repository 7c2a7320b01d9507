import type { Secrets } from '../../core/ports.ts'
import { openUnder, sealUnder } from '../common/aes.ts'

/** Encrypts secrets with a key of 32 bytes. */
export function fileEncryption(key: Buffer): Secrets {
  return {
    seal: (secret, context) => Promise.resolve(sealUnder(key, secret, context)),

    open: (sealed, context) => {
      try {
        return Promise.resolve(openUnder(key, sealed, context))
      } catch {
        const reason =
          'it was sealed for another webhook or purpose, with another key, or changed since'
        return Promise.reject(new Error(`Cannot open the secret: ${reason}`))
      }
    },
  }
}
