import { describe, expect, it } from '@jest/globals'

import { onSuccess, resetHealth } from '../../../core/health/circuit-breaker.ts'
import { afterNoon } from '../../support/builders.ts'
import { after, anAskingHealth, failAt, wellHealth } from '../../support/failing-health.ts'

const told = { kind: 'recovered', at: afterNoon(0), failingSince: afterNoon(0) } as const

describe('onSuccess()', () => {
  it('forgets the row when all is well again', () => {
    expect(onSuccess(failAt([0, 1]), after(2))).toBeUndefined()
  })

  it.each([
    ['while what waits comes back slowly', { recoveredAt: afterNoon(0) }, 13, true],
    ['no longer', { recoveredAt: afterNoon(0) }, 14, false],
    ['while it is held', { pausedUntil: afterNoon(60) }, 59, true],
    ['until what waited for the hold is back too', { pausedUntil: afterNoon(60) }, 73, true],
    ['and no longer', { pausedUntil: afterNoon(60) }, 74, false],
    ['while there is something to tell', { notices: [told] }, 1000, true],
  ])('keeps the row %s', (_, overrides, seconds, isKept) => {
    const health = { ...wellHealth, ...overrides }

    expect(onSuccess(health, after(seconds))).toBe(isKept ? health : undefined)
  })

  it('tells of the recovery only an owner who was warned', () => {
    const failing = failAt([0, 1])
    const warned = { ...failing, warned: { stage: 'half', at: afterNoon(1) } } as const

    expect(onSuccess(warned, after(2))).toEqual({
      ...wellHealth,
      notices: [{ kind: 'recovered', at: afterNoon(2), failingSince: afterNoon(0) }],
    })
    expect(onSuccess(failing, after(2))).toBeUndefined()
  })
})

describe('resetHealth()', () => {
  it('gives a webhook another chance, and keeps what is to be told', () => {
    const health = {
      ...anAskingHealth(),
      pausedUntil: afterNoon(600),
      notices: [told],
      revision: 7,
    }

    expect(resetHealth(health, after(20))).toEqual({
      ...wellHealth,
      recoveredAt: afterNoon(20),
      notices: [told],
      revision: 7,
    })
  })
})
