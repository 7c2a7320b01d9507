import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import {
  openSigningSecrets,
  rotated,
  sealSigningSecret,
} from '../../../core/webhooks/signing-secrets.ts'
import type { Signing } from '../../../core/webhooks/endpoint.ts'
import { afterNoon, aWebhook, noon } from '../../support/builders.ts'
import { aContext, aSealedSecret, aSecret, open, sealOf } from '../../support/seal.ts'

const hour = 3600
const at = (seconds: number) => new Date(afterNoon(seconds))

describe('sealSigningSecret()', () => {
  it("seals for its webhook's signatures", async () => {
    const seal = (secret: string, context: Parameters<typeof sealOf>[0]) =>
      Promise.resolve(`${sealOf(context)}${secret}`)

    const sealed = await sealSigningSecret('whsec_1', aWebhook(), seal)

    expect(sealed).toBe(`${sealOf(aContext({ purpose: 'signing' }))}whsec_1`)
  })
})

describe('openSigningSecrets()', () => {
  const previous = { sealed: aSealedSecret(1), validUntil: afterNoon(hour) }
  const webhook = aWebhook({ signing: { sealed: aSealedSecret(2), previous } })
  const newest = { secret: aSecret(2) }
  const both = [newest, { secret: aSecret(1), validUntil: afterNoon(hour) }]

  it.each([
    ['at the rotation', 0, both],
    ['a second before its end', hour - 1, both],
    ['at its end', hour, [newest]],
    ['after its end', hour + 1, [newest]],
  ])(
    'opens %s the newest secret first, and the previous one while it is valid',
    async (_, when, all) => {
      expect(await openSigningSecrets(webhook, at(when), open)).toEqual(all)
    },
  )

  it('opens both concurrently', async () => {
    const asked: string[] = []
    const never = (sealed: string) => {
      asked.push(sealed)
      return new Promise<string>(() => undefined)
    }

    void openSigningSecrets(webhook, noon, never)
    await Promise.resolve()

    expect(asked).toEqual([aSealedSecret(2), aSealedSecret(1)])
  })

  it('throws when one of them cannot be opened', async () => {
    const other = aWebhook({ signing: { sealed: aSealedSecret(2, { endpoint: 'other' }) } })

    await expect(openSigningSecrets(other, noon, open)).rejects.toThrow('Cannot open')
  })
})

describe('rotated()', () => {
  it.each([
    [1, hour],
    [24, 24 * hour],
    [168, 168 * hour],
  ])('keeps the previous secret for %i hours', (keepHours, seconds) => {
    expect(rotated({ sealed: 'old' }, 'new', { at: noon, keepHours })).toEqual({
      sealed: 'new',
      previous: { sealed: 'old', validUntil: afterNoon(seconds) },
    })
  })

  it('keeps no previous secret for 0 hours', () => {
    const signing = { sealed: 'old', previous: { sealed: 'older', validUntil: afterNoon(hour) } }

    expect(rotated(signing, 'new', { at: noon, keepHours: 0 })).toEqual({ sealed: 'new' })
  })

  it('keeps the two newest after any sequence of rotations', () => {
    const hours = fc.array(fc.integer({ min: 1, max: 168 }), { minLength: 1, maxLength: 8 })

    fc.assert(
      fc.property(hours, (all) => {
        let signing: Signing = { sealed: '0' }
        for (const [index, keepHours] of all.entries()) {
          signing = rotated(signing, String(index + 1), { at: noon, keepHours })
        }

        expect([signing.sealed, signing.previous?.sealed]).toEqual([
          String(all.length),
          String(all.length - 1),
        ])
      }),
    )
  })
})
