import { describe, expect, it } from '@jest/globals'

import { onSuccess, resetHealth } from '../../../core/health/circuit-breaker.ts'
import { afterNoon } from '../../support/builders.ts'
import { after, aProbingHealth, failAt, healthyHealth } from '../../support/failing-health.ts'

const notice = { kind: 'recovered', at: afterNoon(0), failingSince: afterNoon(0) } as const

describe('onSuccess()', () => {
  it('deletes the row of a healthy webhook', () => {
    expect(onSuccess(failAt([0, 1]), after(2))).toBeUndefined()
  })

  it.each([
    ['during the ramp-up', { recoveredAt: afterNoon(0) }, 6, true],
    ['only until the ramp-up ends', { recoveredAt: afterNoon(0) }, 7, false],
    ['during a pause', { pausedUntil: afterNoon(60) }, 59, true],
    ['during the ramp-up after a pause', { pausedUntil: afterNoon(60) }, 73, true],
    ['only until that ramp-up ends', { pausedUntil: afterNoon(60) }, 74, false],
    ['while a notice is unpublished', { notices: [notice] }, 1000, true],
  ])('keeps the row %s', (_, overrides, seconds, isStored) => {
    const health = { ...healthyHealth, ...overrides }

    expect(onSuccess(health, after(seconds))).toBe(isStored ? health : undefined)
  })

  it('adds a notice of the recovery only after a warning', () => {
    const failing = failAt([0, 1])
    const warned = { ...failing, warned: { stage: 'half', at: afterNoon(1) } } as const

    expect(onSuccess(warned, after(2))).toEqual({
      ...healthyHealth,
      notices: [{ kind: 'recovered', at: afterNoon(2), failingSince: afterNoon(0) }],
    })
    expect(onSuccess(failing, after(2))).toBeUndefined()
  })
})

describe('resetHealth()', () => {
  it('closes the circuit, and keeps the unpublished notices', () => {
    const health = {
      ...aProbingHealth(),
      pausedUntil: afterNoon(600),
      notices: [notice],
      revision: 7,
    }

    expect(resetHealth(health, after(20))).toEqual({
      ...healthyHealth,
      recoveredAt: afterNoon(20),
      notices: [notice],
      revision: 7,
    })
  })
})
