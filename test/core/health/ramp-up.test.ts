import { describe, expect, it } from '@jest/globals'

import type { Health } from '../../../core/health/health.ts'
import { isRampingUp, rampUpLimit } from '../../../core/health/ramp-up.ts'
import { afterNoon, noon } from '../../support/builders.ts'
import { after, healthyHealth } from '../../support/failing-health.ts'

const aHealth = (overrides: Partial<Health> = {}): Health => ({ ...healthyHealth, ...overrides })

describe('rampUpLimit()', () => {
  it.each([
    [0, 1],
    [1.999, 1],
    [2, 2],
    [4, 4],
    [6, 8],
    [8, 16],
    [10, 32],
    [12, 64],
    [14, Infinity],
    [86_400, Infinity],
  ])('%d s after the recovery is %d deliveries', (seconds, max) => {
    const recovered = aHealth({ recoveredAt: noon.toISOString() })
    const recent = aHealth({ pausedUntil: noon.toISOString() })

    expect(rampUpLimit(recovered, after(seconds))).toBe(max)
    expect(rampUpLimit(recent, after(seconds))).toBe(max)
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
    [13.999, true],
    [14, false],
  ])('%d s after a recovery is %s', (seconds, expected) => {
    expect(isRampingUp(aHealth({ recoveredAt: noon.toISOString() }), after(seconds))).toBe(expected)
  })
})
