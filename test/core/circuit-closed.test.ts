import { describe, expect, it } from '@jest/globals'

import { delivered, failed, probing, restarted } from '../../core/circuit.ts'
import { type Health, healthy } from '../../core/health.ts'
import { afterNoon } from '../support/builders.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }
const after = (seconds: number) => new Date(afterNoon(seconds))

const told = { kind: 'recovered', at: afterNoon(0), failingSince: afterNoon(0) } as const

type Overrides = { delivery?: string; heldUntil?: string }

/** The health after one more failed attempt, so many seconds after noon. */
function fail(health: Health | undefined, seconds: number, overrides: Overrides = {}): Health {
  const failure = {
    delivery: 'delivery-1',
    because: 'status 500',
    version: 1,
    at: after(seconds),
    ...overrides,
  }
  return failed(key, health, failure)
}

function failAt(moments: readonly number[], health?: Health): Health {
  return moments.reduce((before, seconds) => fail(before, seconds), health) ?? healthy(key)
}

/** Its circuit opened at noon, and the first probe is on its way since 15 s later. */
function anAskingHealth(): Health {
  return probing(failAt([0, 0, 0, 0, 0]), 'probe', after(15))
}

describe('delivered()', () => {
  it('forgets the row when all is well again', () => {
    expect(delivered(failAt([0, 1]), after(2))).toBeUndefined()
  })

  it.each([
    ['while what waits comes back slowly', { recoveredAt: afterNoon(0) }, 13, true],
    ['no longer', { recoveredAt: afterNoon(0) }, 14, false],
    ['while it is held', { heldUntil: afterNoon(60) }, 59, true],
    ['until what waited for the hold is back too', { heldUntil: afterNoon(60) }, 73, true],
    ['and no longer', { heldUntil: afterNoon(60) }, 74, false],
    ['while there is something to tell', { notices: [told] }, 1000, true],
  ])('keeps the row %s', (_, overrides, seconds, isKept) => {
    const health = { ...healthy(key), ...overrides }

    expect(delivered(health, after(seconds))).toBe(isKept ? health : undefined)
  })

  it('tells of the recovery only an owner who was warned', () => {
    const failing = failAt([0, 1])
    const warned = { ...failing, warned: { stage: 'half', at: afterNoon(1) } } as const

    expect(delivered(warned, after(2))).toEqual({
      ...healthy(key),
      notices: [{ kind: 'recovered', at: afterNoon(2), failingSince: afterNoon(0) }],
    })
    expect(delivered(failing, after(2))).toBeUndefined()
  })
})

describe('restarted()', () => {
  it('gives a webhook another chance, and keeps what is to be told', () => {
    const health = { ...anAskingHealth(), heldUntil: afterNoon(600), notices: [told], revision: 7 }

    expect(restarted(health, after(20))).toEqual({
      ...healthy(key),
      recoveredAt: afterNoon(20),
      notices: [told],
      revision: 7,
    })
  })
})
