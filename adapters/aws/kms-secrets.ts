import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms'

import type { Secrets } from '../../core/ports.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'

/** `keyId` is the id, ARN or alias of a symmetric key. */
type KmsOptions = { client?: KMSClient; keyId: string }

/**
 * Secrets sealed by KMS, as base64, of at most 4096 bytes each. What a secret belongs to is the
 * encryption context: it appears in AWS's trail, KMS opens the secret for no other, and a policy
 * can ask for a purpose.
 */
export function kmsSecrets({ client = new KMSClient(sdkTimeouts), keyId }: KmsOptions): Secrets {
  return {
    seal: async (secret, { marketplace, webhook, purpose }) => {
      const { CiphertextBlob } = await client.send(
        new EncryptCommand({
          KeyId: keyId,
          Plaintext: Buffer.from(secret),
          EncryptionContext: { marketplace, webhook, purpose },
        }),
      )
      if (CiphertextBlob === undefined)
        throw new Error('Cannot seal a secret: KMS answered nothing')
      return Buffer.from(CiphertextBlob).toString('base64')
    },

    open: async (sealed, { marketplace, webhook, purpose }) => {
      const { Plaintext } = await client.send(
        new DecryptCommand({
          KeyId: keyId,
          CiphertextBlob: Buffer.from(sealed, 'base64'),
          EncryptionContext: { marketplace, webhook, purpose },
        }),
      )
      if (Plaintext === undefined) throw new Error('Cannot open a secret: KMS answered nothing')
      return Buffer.from(Plaintext).toString()
    },
  }
}
