import { describe, expect, it } from '@jest/globals'

import {
  type Circuit,
  type Health,
  Health as Schema,
  healthy,
} from '../../../core/health/health.ts'
import { holdOf, isRamping, pace } from '../../../core/health/health.ts'
import { afterNoon, noon } from '../../support/builders.ts'

const after = (seconds: number) => new Date(afterNoon(seconds))

function aHealth(overrides: Partial<Health> = {}): Health {
  return { ...healthy({ marketplace: 'acme', id: 'webhook-1' }), ...overrides }
}

/** Open since noon, with its first probe 15 s later. */
function aCircuit(overrides: Partial<Circuit> = {}): Circuit {
  return { openedAt: afterNoon(0), probes: 0, nextProbeAt: afterNoon(15), ...overrides }
}

const probe = { delivery: 'delivery-1', leasedUntil: afterNoon(135) }
const broken = (until: number, isProbeDue = false, delivery?: string) => ({
  kind: 'broken',
  until: afterNoon(until),
  isProbeDue,
  probe: delivery,
})

describe('holdOf()', () => {
  it.each([
    ['nothing when all is well', undefined, 0, undefined],
    ['nothing when failures opened no circuit', aHealth({ failures: 4 }), 0, undefined],
    [
      'a hold until its moment',
      aHealth({ heldUntil: afterNoon(60) }),
      59,
      { kind: 'held', until: afterNoon(60) },
    ],
    ['nothing at that moment', aHealth({ heldUntil: afterNoon(60) }), 60, undefined],
    ['an open circuit', aHealth({ circuit: aCircuit() }), 14, broken(15)],
    ['a probe that is due', aHealth({ circuit: aCircuit() }), 15, broken(15, true)],
    [
      'a probe on its way',
      aHealth({ circuit: aCircuit({ probe }) }),
      134,
      broken(135, false, 'delivery-1'),
    ],
    [
      'a probe that was lost',
      aHealth({ circuit: aCircuit({ probe }) }),
      135,
      broken(15, true, 'delivery-1'),
    ],
    [
      'a hold rather than the probe that is due',
      aHealth({ circuit: aCircuit(), heldUntil: afterNoon(60) }),
      15,
      { kind: 'held', until: afterNoon(60) },
    ],
    [
      'the circuit after the hold',
      aHealth({ circuit: aCircuit(), heldUntil: afterNoon(60) }),
      60,
      broken(15, true),
    ],
  ])('is %s', (_, health, seconds, expected) => {
    expect(holdOf(health, after(seconds))).toEqual(expected)
  })
})

describe('pace()', () => {
  it.each([
    [0, 1],
    [1.999, 1],
    [2, 2],
    [4, 4],
    [6, 8],
    [8, 16],
    [10, 32],
    [12, 64],
    [14, 100],
    [86_400, 100],
  ])('%d s after the receiver came back lets %i deliveries go', (seconds, most) => {
    const recovered = aHealth({ recoveredAt: noon.toISOString() })
    const released = aHealth({ heldUntil: noon.toISOString() })

    expect(pace(recovered, after(seconds))).toBe(most)
    expect(pace(released, after(seconds))).toBe(most)
  })

  it('is full when nothing was ever the matter', () => {
    expect(pace(undefined, noon)).toBe(100)
    expect(pace(aHealth(), noon)).toBe(100)
  })

  it('counts from the later of a recovery and the end of a hold', () => {
    const health = aHealth({ recoveredAt: afterNoon(0), heldUntil: afterNoon(10) })

    expect([pace(health, after(10)), pace(health, after(14))]).toEqual([1, 4])
  })
})

describe('isRamping()', () => {
  it.each([
    [0, true],
    [13.999, true],
    [14, false],
  ])('%d s after a recovery is %s', (seconds, expected) => {
    expect(isRamping(aHealth({ recoveredAt: noon.toISOString() }), after(seconds))).toBe(expected)
  })
})

describe('Health', () => {
  it('is read as it was written', () => {
    const health = aHealth({
      failures: 7,
      failingSince: afterNoon(0),
      because: 'status 500',
      recent: { since: afterNoon(0), failures: 5, rounds: 5 },
      heldUntil: afterNoon(60),
      circuit: aCircuit({ probe }),
      recoveredAt: afterNoon(0),
      warned: { stage: 'half', at: afterNoon(0) },
      notices: [{ kind: 'recovered', at: afterNoon(0), failingSince: afterNoon(0) }],
    })

    expect(Schema.parse(JSON.parse(JSON.stringify(health)))).toEqual(health)
  })
})
