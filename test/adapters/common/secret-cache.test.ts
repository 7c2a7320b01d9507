import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'

import { withSecretCache } from '../../../adapters/common/secret-cache.ts'
import type { Secrets } from '../../../core/ports.ts'

const context = { marketplace: 'shop', endpoint: 'webhook-1', purpose: 'signing' } as const

describe('withSecretCache()', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  it('opens a secret once for 100 concurrent callers', async () => {
    const open = anOpen()
    const cached = withSecretCache(open)

    const secrets = await Promise.all(
      Array.from({ length: 100 }, () => cached('sealed', { ...context })),
    )

    expect(new Set(secrets)).toEqual(new Set(['sealed for shop/webhook-1']))
    expect(open).toHaveBeenCalledTimes(1)
  })

  it('opens a secret once for consecutive callers', async () => {
    const open = anOpen()
    const cached = withSecretCache(open)
    await cached('sealed', context)

    const secret = await cached('sealed', context)

    expect(secret).toBe('sealed for shop/webhook-1')
    expect(open).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['sealed text', 'other', context],
    ['marketplace', 'sealed', { ...context, marketplace: 'other' }],
    ['endpoint', 'sealed', { ...context, endpoint: 'other' }],
    ['purpose', 'sealed', { ...context, purpose: 'authentication' as const }],
    [
      'split of the same letters',
      'sealed',
      { ...context, marketplace: 'shopweb', endpoint: 'hook-1' },
    ],
  ])('opens a secret separately when its %s differs', async (_, sealed, asked) => {
    const open = anOpen()
    const cached = withSecretCache(open)
    await cached('sealed', context)

    const secret = await cached(sealed, asked)

    expect(secret).toBe(`${sealed} for ${asked.marketplace}/${asked.endpoint}`)
    expect(open).toHaveBeenCalledTimes(2)
  })

  it('opens a secret again after five minutes', async () => {
    const open = anOpen()
    const cached = withSecretCache(open)
    await cached('sealed', context)

    jest.advanceTimersByTime(299_999)
    await cached('sealed', context)
    expect(open).toHaveBeenCalledTimes(1)
    jest.advanceTimersByTime(1)
    await cached('sealed', context)

    expect(open).toHaveBeenCalledTimes(2)
  })

  it('does not cache a failure', async () => {
    const open = anOpen()
    open.mockRejectedValueOnce(new Error('KMS is away'))
    const cached = withSecretCache(open)
    const first = await Promise.allSettled([cached('sealed', context), cached('sealed', context)])

    const secret = await cached('sealed', context)

    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(secret).toBe('sealed for shop/webhook-1')
    expect(open).toHaveBeenCalledTimes(2)
  })

  it('evicts the oldest secrets when there are thousands', async () => {
    const open = anOpen()
    const cached = withSecretCache(open)
    for (let number = 0; number < 3000; number += 1) await cached(`sealed-${number}`, context)

    await cached('sealed-0', context)
    await cached('sealed-2999', context)

    expect(open).toHaveBeenCalledTimes(3001)
  })
})

function anOpen() {
  return jest.fn<Secrets['open']>((sealed, { marketplace, endpoint }) =>
    Promise.resolve(`${sealed} for ${marketplace}/${endpoint}`),
  )
}
