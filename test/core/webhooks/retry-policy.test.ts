import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import {
  defaultWaitsSeconds,
  RetryWaits,
  nextWaitSeconds,
  retryWaits,
} from '../../../core/webhooks/retry-policy.ts'

describe('defaultWaitsSeconds', () => {
  it('are 5, 10, 20, 40 minutes, 1, 2, 4, 8, 12 and 12 hours: eleven attempts with the first', () => {
    const minutes = defaultWaitsSeconds.map((seconds) => seconds / 60)

    expect(minutes).toEqual([5, 10, 20, 40, 60, 120, 240, 480, 720, 720])
  })
})

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

  it('adds up to a tenth by chance, and never takes anything away', () => {
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

  it('spreads what failed together', () => {
    const seconds = [0, 0.5, 0.999].map((random) => nextWaitSeconds(1, [300], () => random))

    expect(seconds).toEqual([300, expect.closeTo(315, 6), expect.closeTo(329.97, 6)])
  })
})

describe('retryWaits()', () => {
  it.each([
    ['its own', { retryWaitsSeconds: [60] }, [60]],
    ['none, which is its own way too', { retryWaitsSeconds: [] }, []],
    ["the router's", {}, [5, 10]],
  ])('of a webhook are %s', (_, webhook, expected) => {
    expect(retryWaits(webhook, [5, 10])).toEqual(expected)
  })
})

describe('RetryWaits', () => {
  it.each([
    [[], true],
    [[1], true],
    [[20, 10, 10], true],
    [[1_209_600], true],
    [Array(20).fill(1), true],
    [Array(21).fill(1), false],
    [[0], false],
    [[5, -5], false],
    [[1.5], false],
    [[1_209_601], false],
    [[604_800, 604_801], false],
    [['5'], false],
    [5, false],
  ])('are possible when they are %j: %p', (waits, expected) => {
    expect(RetryWaits.safeParse(waits).success).toBe(expected)
  })
})
