import { describe, expect, it } from '@jest/globals'

import { defaultWaitsSeconds, retryWaits } from '../../../core/webhooks/retry-policy.ts'
import { RetryWaits } from '../../../core/webhooks/waits-input.ts'

describe('defaultWaitsSeconds', () => {
  it('are 5, 10, 20, 40 minutes, 1, 2, 4, 8, 12 and 12 hours: eleven attempts with the first', () => {
    const minutes = defaultWaitsSeconds.map((seconds) => seconds / 60)

    expect(minutes).toEqual([5, 10, 20, 40, 60, 120, 240, 480, 720, 720])
  })
})

describe('retryWaits()', () => {
  it.each([
    ['its own', { retryWaitsSeconds: [60] }, [60]],
    ['none when its own are empty', { retryWaitsSeconds: [] }, []],
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
  ])('are valid when they are %j: %p', (waits, expected) => {
    expect(RetryWaits.safeParse(waits).success).toBe(expected)
  })
})
