import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { describe, expect, it } from '@jest/globals'

import { kmsEncryption } from '../../../adapters/aws/kms-encryption.ts'
import { describeSecrets } from '../../conformance/secrets.ts'
import { emulator } from './emulator.ts'

const client = new KMSClient({})

// MiniStack encrypts by XOR and checks the key and the context, but not the ciphertext: AWS rejects
// a modified ciphertext, MiniStack decrypts it to something else.
describeSecrets(`KMS (${emulator})`, openSecrets, { noticesEveryChange: emulator !== 'MiniStack' })

describe(`secrets on KMS (${emulator}), changed bit by bit`, () => {
  it('open() never returns the secret when the sealed text was changed', async () => {
    const { secrets } = await openSecrets()
    const context = { marketplace: 'shop', endpoint: 'webhook-1', purpose: 'signing' } as const
    const bytes = Buffer.from(await secrets.seal('correct horse', context), 'base64')
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)

    const opened = await secrets.open(bytes.toString('base64'), context).catch(() => 'refused')

    expect(opened).not.toBe('correct horse')
  })
})

async function openSecrets() {
  const { KeyMetadata } = await client.send(new CreateKeyCommand({}))
  return {
    secrets: kmsEncryption({ client, keyId: KeyMetadata?.KeyId ?? '' }),
    close: () => Promise.resolve(),
  }
}
