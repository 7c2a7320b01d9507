import { randomBytes } from 'node:crypto'

import type { Secrets } from '../../core/ports.ts'
import { openUnder, sealUnder } from '../common/aes.ts'

const keyBytes = 32

/**
 * Secrets of any length, as KMS encrypts at most 4,096 bytes: each is encrypted under a data key of
 * its own, which is stored in front of it, encrypted for the same context. Each operation costs one
 * request to KMS.
 */
export function envelopeEncryption({ seal, open }: Secrets): Secrets {
  return {
    seal: async (secret, context) => {
      const key = randomBytes(keyBytes)
      return `${await seal(key.toString('base64'), context)}.${sealUnder(key, secret, context)}`
    },

    open: async (sealed, context) => {
      const [key = '', text = ''] = sealed.split('.') // not a base64 character
      return openUnder(Buffer.from(await open(key, context), 'base64'), text, context)
    },
  }
}
