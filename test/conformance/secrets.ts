import { afterEach, describe, expect, it } from '@jest/globals'

import type { SecretContext, Secrets } from '../../core/ports.ts'

const context = { marketplace: 'shop', endpoint: 'webhook-1', purpose: 'signing' } as const

type OpenSecrets = () => Promise<{ secrets: Secrets; close: () => Promise<void> }>

/** `noticesEveryChange: false` is for an emulator without authenticated encryption. */
type Abilities = { noticesEveryChange: boolean }

/** The contract of secrets, for every engine. Each call of `open` has a key of its own. */
export function describeSecrets(
  engine: string,
  open: OpenSecrets,
  { noticesEveryChange }: Abilities = { noticesEveryChange: true },
): void {
  describe(`secrets on ${engine}`, () => {
    const closers: (() => Promise<void>)[] = []

    afterEach(async () => {
      await Promise.all(closers.splice(0).map((close) => close()))
    })

    const someSecrets = async () => {
      const { secrets, close } = await open()
      closers.push(close)
      return secrets
    }

    it.each<[string, string]>([
      ['is plain', 'correct horse battery staple'],
      ['has any character', 'Grüße, 世界 🌍 \u0000 "quoted" \\'],
      ['has one character', 'x'],
      ['has 2 KB', 'ü'.repeat(1024)],
    ])('open() returns what seal() encrypted when the secret %s', async (_, secret) => {
      const secrets = await someSecrets()

      const sealed = await secrets.seal(secret, context)

      expect(await secrets.open(sealed, context)).toBe(secret)
    })

    it('seal() hides the secret', async () => {
      const secrets = await someSecrets()
      const secret = 'correct horse battery staple'

      const sealed = await secrets.seal(secret, context)

      expect(sealed).not.toContain(secret)
      expect(sealed).not.toContain(Buffer.from(secret).toString('base64').slice(0, 32))
    })

    it('seal() returns different text for the same secret', async () => {
      const secrets = await someSecrets()

      const seals = await Promise.all([
        secrets.seal('correct horse', context),
        secrets.seal('correct horse', context),
      ])

      expect(seals[0]).not.toBe(seals[1])
    })

    it.each<[string, Partial<SecretContext>]>([
      ['another marketplace', { marketplace: 'other' }],
      ['another webhook', { endpoint: 'webhook-2' }],
      ['names with the same concatenation', { marketplace: 'shopwebhook', endpoint: '-1' }],
      ['swapped names', { marketplace: 'webhook-1', endpoint: 'shop' }],
      ['another purpose', { purpose: 'authentication' }],
    ])('open() rejects %s', async (_, asked) => {
      const secrets = await someSecrets()
      const sealed = await secrets.seal('correct horse', context)

      const opening = secrets.open(sealed, { ...context, ...asked })

      await expect(opening).rejects.toThrow()
    })

    const itIfStrict = noticesEveryChange ? it : it.skip
    itIfStrict('open() rejects what another key sealed', async () => {
      const [secrets, others] = [await someSecrets(), await someSecrets()]

      const opening = secrets.open(await others.seal('correct horse', context), context)

      await expect(opening).rejects.toThrow()
    })

    const tampered: [string, (sealed: string) => string][] = [
      ['is empty', () => ''],
      ['is something else', () => Buffer.from('something else').toString('base64')],
      ['was truncated', (sealed) => sealed.slice(0, 12)],
    ]
    const changed: [string, (sealed: string) => string][] = [
      ['was changed at its start', (sealed) => withChange(sealed, 0)],
      ['was changed in its middle', (sealed) => withChange(sealed, sealed.length >> 1)],
      ['was changed at its end', (sealed) => withChange(sealed, sealed.length - 5)],
    ]
    it.each([...tampered, ...(noticesEveryChange ? changed : [])])(
      'open() rejects sealed text that %s',
      async (_, tamper) => {
        const secrets = await someSecrets()
        const sealed = await secrets.seal('correct horse', context)

        const opening = secrets.open(tamper(sealed), context)

        await expect(opening).rejects.toThrow()
      },
    )
  })
}

function withChange(sealed: string, at: number): string {
  const character = sealed[at] === 'A' ? 'B' : 'A'
  return sealed.slice(0, at) + character + sealed.slice(at + 1)
}
