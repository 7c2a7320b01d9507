import { describe, expect, it } from '@jest/globals'

import { isLeased, leaseUntil } from '../../../core/values/lease.ts'
import { afterNoon, noon } from '../../support/builders.ts'

const at = (seconds: number) => new Date(afterNoon(seconds))

describe('isLeased()', () => {
  it.each([
    [0, true],
    [59.999, true],
    [60, false],
  ])('a lease of a minute, after %d s: %p', (seconds, expected) => {
    expect(isLeased(leaseUntil(noon, 60_000), at(seconds))).toBe(expected)
  })

  it('is false without a lease', () => {
    expect(isLeased(undefined, noon)).toBe(false)
  })

  it.each([
    ['before the sole process started is void', 1, false],
    ['by the sole process holds', 0, true],
    ['holds where other processes may take leases', undefined, true],
  ])('a lease taken %s', (_, startedAfter, expected) => {
    const soleProcessSince = startedAfter === undefined ? undefined : at(startedAfter)

    const holds = isLeased(leaseUntil(noon, 60_000), at(2), { ms: 60_000, soleProcessSince })

    expect(holds).toBe(expected)
  })
})
