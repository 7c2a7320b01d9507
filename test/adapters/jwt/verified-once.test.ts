import { describe, expect, it } from '@jest/globals'

import { verifiedOnce } from '../../../adapters/jwt/verified-once.ts'
import type { BearerToken } from '../../../core/api/bearer-token.ts'
import { afterNoon, noon } from '../../support/builders.ts'

const epochSeconds = (seconds: number) => Date.parse(afterNoon(seconds)) / 1000

describe('verifiedOnce()', () => {
  it.each<[string, BearerToken, number, number]>([
    ['a valid token', { claims: { exp: epochSeconds(3600) } }, 299, 1],
    ['a valid token after five minutes', { claims: { exp: epochSeconds(3600) } }, 300, 2],
    ['a token that has expired', { claims: { exp: epochSeconds(60) } }, 60, 2],
    ['a token that expires soon', { claims: { exp: epochSeconds(60) } }, 59, 1],
    ['a token without expiry', { claims: {} }, 0, 2],
    ['an invalid token', { reason: 'wrong-signature' }, 0, 2],
  ])('verifies %s as often as it must', async (_, token, laterSeconds, times) => {
    let now = noon
    let count = 0
    const verify = verifiedOnce(
      () => {
        count += 1
        return Promise.resolve(token)
      },
      () => now,
    )

    const first = await verify('a')
    now = new Date(afterNoon(laterSeconds))
    const second = await verify('a')

    expect([first, second]).toEqual([token, token])
    expect(count).toBe(times)
  })

  it('tells tokens apart', async () => {
    const verify = verifiedOnce(
      (text) => Promise.resolve({ claims: { sub: text, exp: epochSeconds(60) } }),
      () => noon,
    )

    await verify('a')

    expect(await verify('b')).toMatchObject({ claims: { sub: 'b' } })
  })
})
