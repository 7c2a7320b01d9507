import { describe, expect, it } from '@jest/globals'

import { leftOfRate, withinRateWindow } from '../../../core/wake/rate-limit.ts'
import { afterNoon, noon } from '../../support/builders.ts'

describe('withinRateWindow()', () => {
  it('forgets dispatches after a second', () => {
    const recent = [-1.5, -1, -0.999, 0].map((seconds) => ({ at: afterNoon(seconds), count: 1 }))

    expect(withinRateWindow(recent, noon)).toEqual(recent.slice(2))
  })
})

describe('leftOfRate()', () => {
  const recent = [
    { at: afterNoon(-0.5), count: 2 },
    { at: afterNoon(0), count: 1 },
  ]
  it.each([
    ['everything without a rate limit', undefined, Infinity],
    ['what the recent dispatches leave', 5, 2],
    ['less than nothing after the limit was lowered', 1, -2],
  ])('is %s', (_, perSecond, expected) => {
    expect(leftOfRate(perSecond, recent)).toBe(expected)
  })
})
