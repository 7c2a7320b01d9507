import { randomBytes } from 'node:crypto'

import type { Secrets } from '../../core/ports.ts'
import { openUnder, sealUnder } from '../common/aes.ts'

const keyBytes = 32

/**
 * Secrets of any length, where KMS takes 4,096 bytes: each under a key of its own, which stands
 * before it, sealed for the same context. One call of the secrets beneath for each.
 */
export function envelopeEncryption({ seal, open }: Secrets): Secrets {
  return {
    seal: async (secret, context) => {
      const key = randomBytes(keyBytes)
      return `${await seal(key.toString('base64'), context)}.${sealUnder(key, secret, context)}`
    },

    open: async (sealed, context) => {
      const [key = '', text = ''] = sealed.split('.') // which base64 has not
      return openUnder(Buffer.from(await open(key, context), 'base64'), text, context)
    },
  }
}
