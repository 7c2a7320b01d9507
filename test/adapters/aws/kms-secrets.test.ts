import {
  DecryptCommand,
  EncryptCommand,
  InvalidCiphertextException,
  KMSClient,
} from '@aws-sdk/client-kms'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { mockClient } from 'aws-sdk-client-mock'

import { kmsSecrets } from '../../../adapters/aws/kms-secrets.ts'

const kms = mockClient(KMSClient)
const context = { marketplace: 'shop', webhook: 'webhook-1', purpose: 'signing' } as const
const secrets = kmsSecrets({ client: new KMSClient({}), keyId: 'key-1' })

beforeEach(() => {
  kms.reset()
})

describe('kmsSecrets()', () => {
  it('seal() answers in base64 when KMS sealed the secret for its webhook', async () => {
    kms.on(EncryptCommand).resolves({ CiphertextBlob: Uint8Array.from([0, 250, 255]) })

    const sealed = await secrets.seal('Grüße', context)

    expect(sealed).toBe('APr/')
    expect(kms.commandCalls(EncryptCommand).map(({ args }) => args[0].input)).toEqual([
      { KeyId: 'key-1', Plaintext: Buffer.from('Grüße', 'utf8'), EncryptionContext: context },
    ])
  })

  it('open() names the key and the webhook when it asks KMS', async () => {
    kms.on(DecryptCommand).resolves({ Plaintext: Uint8Array.from(Buffer.from('Grüße')) })

    const secret = await secrets.open('APr/', context)

    expect(secret).toBe('Grüße')
    expect(kms.commandCalls(DecryptCommand).map(({ args }) => args[0].input)).toEqual([
      { KeyId: 'key-1', CiphertextBlob: Buffer.from([0, 250, 255]), EncryptionContext: context },
    ])
  })

  it('hands KMS no more of a context than its marketplace, webhook and purpose', async () => {
    kms.on(EncryptCommand).resolves({ CiphertextBlob: Uint8Array.from([0]) })
    const wider = { ...context, url: 'https://example.com/?token=1' }

    await secrets.seal('x', wider)

    expect(kms.commandCalls(EncryptCommand)[0]?.args[0].input.EncryptionContext).toEqual(context)
  })

  it('open() throws when KMS refuses the sealed text', async () => {
    const refusal = new InvalidCiphertextException({ message: 'changed', $metadata: {} })
    kms.on(DecryptCommand).rejects(refusal)

    const opening = secrets.open('APr/', context)

    await expect(opening).rejects.toBe(refusal)
  })

  it('throws when KMS answers without what it was asked for', async () => {
    kms.on(EncryptCommand).resolves({}).on(DecryptCommand).resolves({})

    const sealing = secrets.seal('x', context)
    const opening = secrets.open('APr/', context)

    await expect(sealing).rejects.toThrow('Cannot seal a secret: KMS answered nothing')
    await expect(opening).rejects.toThrow('Cannot open a secret: KMS answered nothing')
  })
})
