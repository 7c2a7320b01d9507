import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms'

import type { Secrets } from '../../core/ports.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'

/** `keyId` is the id, ARN or alias of a symmetric key. */
type KmsOptions = { client?: KMSClient; keyId: string }

/**
 * Secrets encrypted with KMS, as base64; 4096 bytes each at most. The owner and the purpose are the
 * encryption context: CloudTrail records it, KMS refuses to decrypt with a different one, and an
 * IAM policy can require a purpose.
 */
export function kmsEncryption({
  client = new KMSClient(sdkTimeouts()),
  keyId,
}: KmsOptions): Secrets {
  return {
    seal: async (secret, { marketplace, endpoint, purpose }) => {
      const { CiphertextBlob } = await client
        .send(
          new EncryptCommand({
            KeyId: keyId,
            Plaintext: Buffer.from(secret),
            EncryptionContext: { marketplace, endpoint, purpose },
          }),
        )
        .catch(cannot('seal'))
      if (CiphertextBlob === undefined)
        throw new Error('Cannot seal a secret: KMS returned no ciphertext')
      return Buffer.from(CiphertextBlob).toString('base64')
    },

    open: async (sealed, { marketplace, endpoint, purpose }) => {
      const { Plaintext } = await client
        .send(
          new DecryptCommand({
            KeyId: keyId,
            CiphertextBlob: Buffer.from(sealed, 'base64'),
            EncryptionContext: { marketplace, endpoint, purpose },
          }),
        )
        .catch(cannot('open'))
      if (Plaintext === undefined)
        throw new Error('Cannot open a secret: KMS returned no plaintext')
      return Buffer.from(Plaintext).toString()
    },
  }
}

/** Names the task: KMS's own errors do not, and an alarm counts these. */
function cannot(task: string) {
  return (error: unknown): never => {
    throw new Error(`Cannot ${task} a secret: ${String(error)}`, { cause: error })
  }
}
