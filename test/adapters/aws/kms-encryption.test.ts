import {
  DecryptCommand,
  EncryptCommand,
  InvalidCiphertextException,
  KMSClient,
} from '@aws-sdk/client-kms'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { mockClient } from 'aws-sdk-client-mock'

import { kmsEncryption } from '../../../adapters/aws/kms-encryption.ts'

const kms = mockClient(KMSClient)
const context = { marketplace: 'shop', endpoint: 'webhook-1', purpose: 'signing' } as const
const secrets = kmsEncryption({ client: new KMSClient({}), keyId: 'key-1' })

beforeEach(() => {
  kms.reset()
})

describe('kmsSecrets()', () => {
  it('seal() returns base64 of what KMS encrypted for the webhook', async () => {
    kms.on(EncryptCommand).resolves({ CiphertextBlob: Uint8Array.from([0, 250, 255]) })

    const sealed = await secrets.seal('Grüße', context)

    expect(sealed).toBe('APr/')
    expect(kms.commandCalls(EncryptCommand).map(({ args }) => args[0].input)).toEqual([
      { KeyId: 'key-1', Plaintext: Buffer.from('Grüße', 'utf8'), EncryptionContext: context },
    ])
  })

  it('open() passes the key and the webhook to KMS', async () => {
    kms.on(DecryptCommand).resolves({ Plaintext: Uint8Array.from(Buffer.from('Grüße')) })

    const secret = await secrets.open('APr/', context)

    expect(secret).toBe('Grüße')
    expect(kms.commandCalls(DecryptCommand).map(({ args }) => args[0].input)).toEqual([
      { KeyId: 'key-1', CiphertextBlob: Buffer.from([0, 250, 255]), EncryptionContext: context },
    ])
  })

  it('passes only marketplace, webhook and purpose as encryption context', async () => {
    kms.on(EncryptCommand).resolves({ CiphertextBlob: Uint8Array.from([0]) })
    const wider = { ...context, url: 'https://example.com/?token=1' }

    await secrets.seal('x', wider)

    expect(kms.commandCalls(EncryptCommand)[0]?.args[0].input.EncryptionContext).toEqual(context)
  })

  it('open() throws when KMS rejects the ciphertext', async () => {
    const refusal = new InvalidCiphertextException({ message: 'changed', $metadata: {} })
    kms.on(DecryptCommand).rejects(refusal)

    const opening = secrets.open('APr/', context)

    await expect(opening).rejects.toThrow(`Cannot open a secret: ${String(refusal)}`)
  })

  it('throws when the response of KMS is empty', async () => {
    kms.on(EncryptCommand).resolves({}).on(DecryptCommand).resolves({})

    const sealing = secrets.seal('x', context)
    const opening = secrets.open('APr/', context)

    await expect(sealing).rejects.toThrow('Cannot seal a secret: KMS returned no')
    await expect(opening).rejects.toThrow('Cannot open a secret: KMS returned no')
  })
})
