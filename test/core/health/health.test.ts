import { describe, expect, it } from '@jest/globals'

import {
  type Circuit,
  type Health,
  Health as Schema,
  healthy,
} from '../../../core/health/health.ts'
import { pauseOf, isRampingUp, rampUpLimit } from '../../../core/health/health.ts'
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
  kind: 'circuit-open',
  until: afterNoon(until),
  isProbeDue,
  probe: delivery,
})

describe('pauseOf()', () => {
  it.each([
    ['nothing when all is well', undefined, 0, undefined],
    ['nothing when failures opened no circuit', aHealth({ failures: 4 }), 0, undefined],
    [
      'a hold until its moment',
      aHealth({ pausedUntil: afterNoon(60) }),
      59,
      { kind: 'retry-after', until: afterNoon(60) },
    ],
    ['nothing at that moment', aHealth({ pausedUntil: afterNoon(60) }), 60, undefined],
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
      aHealth({ circuit: aCircuit(), pausedUntil: afterNoon(60) }),
      15,
      { kind: 'retry-after', until: afterNoon(60) },
    ],
    [
      'the circuit after the hold',
      aHealth({ circuit: aCircuit(), pausedUntil: afterNoon(60) }),
      60,
      broken(15, true),
    ],
  ])('is %s', (_, health, seconds, expected) => {
    expect(pauseOf(health, after(seconds))).toEqual(expected)
  })
})

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
    [14, 100],
    [86_400, 100],
  ])('%d s after the receiver came back lets %i deliveries go', (seconds, max) => {
    const recovered = aHealth({ recoveredAt: noon.toISOString() })
    const recent = aHealth({ pausedUntil: noon.toISOString() })

    expect(rampUpLimit(recovered, after(seconds))).toBe(max)
    expect(rampUpLimit(recent, after(seconds))).toBe(max)
  })

  it('is full when nothing was ever the matter', () => {
    expect(rampUpLimit(undefined, noon)).toBe(100)
    expect(rampUpLimit(aHealth(), noon)).toBe(100)
  })

  it('counts from the later of a recovery and the end of a hold', () => {
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

describe('Health', () => {
  it('is read as it was written', () => {
    const health = aHealth({
      failures: 7,
      failingSince: afterNoon(0),
      reason: 'status 500',
      recent: { since: afterNoon(0), failures: 5, rounds: 5 },
      pausedUntil: afterNoon(60),
      circuit: aCircuit({ probe }),
      recoveredAt: afterNoon(0),
      warned: { stage: 'half', at: afterNoon(0) },
      notices: [{ kind: 'recovered', at: afterNoon(0), failingSince: afterNoon(0) }],
    })

    expect(Schema.parse(JSON.parse(JSON.stringify(health)))).toEqual(health)
  })
})
