import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { addDuration, type Durations, latencyOf } from '../../../core/deliveries/durations.ts'

const durationsOf = (all: readonly number[]): Durations => {
  const durations: Durations = {}
  for (const ms of all) addDuration(durations, ms)
  return durations
}

describe('latencyOf()', () => {
  it('is null without durations', () => {
    expect(latencyOf({})).toBeNull()
  })

  it.each<[readonly number[], number, number, number]>([
    [[5], 5, 5, 5],
    [[0], 0, 0, 0],
    [[20, 10], 10, 20, 20],
    [[30, 10, 20], 20, 30, 30],
    [Array.from({ length: 20 }, (_, index) => 20 - index), 10, 19, 20],
    [Array.from({ length: 100 }, (_, index) => index + 1), 50, 95, 99],
    [[30_000, 60_000], 30_000, 60_000, 60_000],
  ])('has the percentiles of %j within 10 %%', (all, ...expected) => {
    const latency = latencyOf(durationsOf(all))

    expect(latency?.sample).toBe(all.length)
    for (const [index, ms] of [latency?.p50Ms, latency?.p95Ms, latency?.p99Ms].entries()) {
      expect(Math.abs((ms ?? NaN) - (expected[index] ?? NaN))).toBeLessThanOrEqual(
        0.1 * (expected[index] ?? NaN) + 0.5,
      )
    }
  })

  it('has percentiles within 10 % of those of the durations, whatever they are', () => {
    const some = fc.array(fc.double({ min: 0, max: 100_000, noNaN: true }), { minLength: 1 })

    fc.assert(
      fc.property(some, (all) => {
        const sorted = all.toSorted((one, other) => one - other)
        const latency = latencyOf(durationsOf(all))
        for (const [name, share] of [
          ['p50Ms', 0.5],
          ['p95Ms', 0.95],
          ['p99Ms', 0.99],
        ] as const) {
          const exact = sorted[Math.ceil(share * all.length) - 1] ?? NaN
          const error = Math.abs((latency?.[name] ?? NaN) - exact)
          expect(error).toBeLessThanOrEqual(Math.max(1, exact * 0.1 + 0.5))
        }
      }),
    )
  })
})
