import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { nextWaitSeconds } from '../../../core/webhooks/backoff.ts'

describe('nextWaitSeconds()', () => {
  it.each([
    [1, 5],
    [2, 10],
    [3, 20],
    [4, undefined],
    [5, undefined],
  ])('after %i failed attempts of four waits %p seconds', (attempts, expected) => {
    expect(nextWaitSeconds(attempts, [5, 10, 20], () => 0)).toBe(expected)
  })

  it('adds up to a tenth at random, and never shortens a wait', () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    const waits = fc.array(fc.integer({ min: 1, max: 43_200 }), { minLength: 1, maxLength: 20 })

    fc.assert(
      fc.property(waits, chance, fc.nat(19), (waitsSeconds, random, at) => {
        const wait = waitsSeconds[at]

        const seconds = nextWaitSeconds(at + 1, waitsSeconds, () => random)

        if (wait === undefined) return seconds === undefined
        return seconds !== undefined && seconds >= wait && seconds <= wait * 1.1
      }),
    )
  })

  it('spreads out deliveries that failed together', () => {
    const seconds = [0, 0.5, 0.999].map((random) => nextWaitSeconds(1, [300], () => random))

    expect(seconds).toEqual([300, expect.closeTo(315, 6), expect.closeTo(329.97, 6)])
  })
})
