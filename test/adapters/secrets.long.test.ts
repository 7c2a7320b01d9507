import { randomBytes } from 'node:crypto'

import { describe, expect, it } from '@jest/globals'

import { fileSecrets } from '../../adapters/secrets.file.ts'
import { longSecrets } from '../../adapters/secrets.long.ts'
import { describeSecrets } from '../conformance/secrets.ts'

describeSecrets('keys of their own', () =>
  Promise.resolve({
    secrets: longSecrets(fileSecrets(randomBytes(32))),
    close: () => Promise.resolve(),
  }),
)

describe('longSecrets()', () => {
  it('hands down no more than 44 bytes, however long the secret is', async () => {
    const beneath = fileSecrets(randomBytes(32))
    const lengths: number[] = []
    const secrets = longSecrets({
      ...beneath,
      seal: (secret, context) => {
        lengths.push(Buffer.byteLength(secret))
        return beneath.seal(secret, context)
      },
    })
    const context = { marketplace: 'shop', webhook: 'webhook-1', purpose: 'token' } as const
    const secret = 'ü'.repeat(100_000)

    const sealed = await secrets.seal(secret, context)

    expect(await secrets.open(sealed, context)).toBe(secret)
    expect(lengths).toEqual([44])
  })
})
