import { describe, expect, it } from '@jest/globals'

import type { Health } from '../../../core/health/health.ts'
import { dispatchIntervalMs, isRampingUp, rampUpLimit } from '../../../core/health/ramp-up.ts'
import { afterNoon, noon } from '../../support/builders.ts'
import { after, healthyHealth } from '../../support/failing-health.ts'

const aHealth = (overrides: Partial<Health> = {}): Health => ({ ...healthyHealth, ...overrides })

describe('rampUpLimit()', () => {
  it.each([
    [0, 1],
    [0.999, 1],
    [1, 2],
    [2, 4],
    [3, 8],
    [6, 64],
    [7, Infinity],
    [86_400, Infinity],
  ])('%d s after an outage is %d deliveries', (seconds, max) => {
    const recovered = aHealth({ recoveredAt: noon.toISOString() })

    expect(rampUpLimit(recovered, after(seconds))).toBe(max)
  })

  it.each([
    [0, 1],
    [1.999, 1],
    [2, 2],
    [4, 4],
    [12, 64],
    [14, Infinity],
  ])('%d s after a pause is %d deliveries', (seconds, max) => {
    const paused = aHealth({ pausedUntil: noon.toISOString() })

    expect(rampUpLimit(paused, after(seconds))).toBe(max)
  })

  it('is Infinity for a receiver that never failed', () => {
    expect(rampUpLimit(undefined, noon)).toBe(Infinity)
    expect(rampUpLimit(aHealth(), noon)).toBe(Infinity)
  })

  it('starts at the later of the recovery and the end of the pause', () => {
    const health = aHealth({ recoveredAt: afterNoon(0), pausedUntil: afterNoon(10) })

    expect([rampUpLimit(health, after(10)), rampUpLimit(health, after(14))]).toEqual([1, 4])
  })
})

describe('isRampingUp()', () => {
  it.each([
    [0, true],
    [6.999, true],
    [7, false],
  ])('%d s after an outage is %s', (seconds, expected) => {
    expect(isRampingUp(aHealth({ recoveredAt: noon.toISOString() }), after(seconds))).toBe(expected)
  })
})

describe('dispatchIntervalMs()', () => {
  it.each<[string, Partial<Health>, number]>([
    ['a healthy receiver', {}, 100],
    ['one that comes back from an outage', { recoveredAt: afterNoon(0) }, 100],
    ['one that comes back from a pause', { pausedUntil: afterNoon(0) }, 1000],
    ['one whose pause is long over', { pausedUntil: afterNoon(-14) }, 100],
  ])('of %s', (_, health, expected) => {
    expect(dispatchIntervalMs(aHealth(health), noon)).toBe(expected)
  })
})
