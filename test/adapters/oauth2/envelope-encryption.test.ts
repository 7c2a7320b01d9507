import { randomBytes } from 'node:crypto'

import { describe, expect, it } from '@jest/globals'

import { fileEncryption } from '../../../adapters/embedded/file-encryption.ts'
import { envelopeEncryption } from '../../../adapters/oauth2/envelope-encryption.ts'
import { describeSecrets } from '../../conformance/secrets.ts'

describeSecrets('keys of their own', () =>
  Promise.resolve({
    secrets: envelopeEncryption(fileEncryption(randomBytes(32))),
    close: () => Promise.resolve(),
  }),
)

describe('envelopeEncryption()', () => {
  it('has KMS encrypt a 44-byte key per secret, whatever its length', async () => {
    const beneath = fileEncryption(randomBytes(32))
    const keys: string[] = []
    const secrets = envelopeEncryption({
      ...beneath,
      seal: (secret, context) => {
        keys.push(secret)
        return beneath.seal(secret, context)
      },
    })
    const context = { marketplace: 'shop', endpoint: 'webhook-1', purpose: 'token' } as const
    const secret = 'ü'.repeat(100_000)

    const sealed = await secrets.seal(secret, context)
    await secrets.seal(secret, context)

    expect(await secrets.open(sealed, context)).toBe(secret)
    expect(keys.map((key) => Buffer.byteLength(key))).toEqual([44, 44])
    expect(new Set(keys).size).toBe(2)
  })
})
