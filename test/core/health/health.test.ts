import { describe, expect, it } from '@jest/globals'

import { type Circuit, type Health, healthy, pauseOf } from '../../../core/health/health.ts'
import { afterNoon } from '../../support/builders.ts'

const after = (seconds: number) => new Date(afterNoon(seconds))

function aHealth(overrides: Partial<Health> = {}): Health {
  return { ...healthy({ marketplace: 'acme', id: 'webhook-1' }), ...overrides }
}

/** Open since noon, with its first probe 15 s later. */
function aCircuit(overrides: Partial<Circuit> = {}): Circuit {
  return { openedAt: afterNoon(0), probes: 0, nextProbeAt: afterNoon(15), ...overrides }
}

const probe = { delivery: 'delivery-1', leasedUntil: afterNoon(135) }
const openCircuit = (until: number, isProbeDue = false, delivery?: string) => ({
  kind: 'circuit-open',
  until: afterNoon(until),
  isProbeDue,
  probe: delivery,
})

describe('pauseOf()', () => {
  it.each([
    ['nothing when the receiver is healthy', undefined, 0, undefined],
    ['nothing when the circuit is closed', aHealth({ failures: 4 }), 0, undefined],
    [
      'a pause until its end',
      aHealth({ pausedUntil: afterNoon(60) }),
      59,
      { kind: 'retry-after', until: afterNoon(60) },
    ],
    ['nothing at that time', aHealth({ pausedUntil: afterNoon(60) }), 60, undefined],
    ['an open circuit', aHealth({ circuit: aCircuit() }), 14, openCircuit(15)],
    ['a probe that is due', aHealth({ circuit: aCircuit() }), 15, openCircuit(15, true)],
    [
      'a probe in flight',
      aHealth({ circuit: aCircuit({ probe }) }),
      134,
      openCircuit(135, false, 'delivery-1'),
    ],
    [
      'a probe that was lost',
      aHealth({ circuit: aCircuit({ probe }) }),
      135,
      openCircuit(15, true, 'delivery-1'),
    ],
    [
      'the pause rather than a due probe',
      aHealth({ circuit: aCircuit(), pausedUntil: afterNoon(60) }),
      15,
      { kind: 'retry-after', until: afterNoon(60) },
    ],
    [
      'the circuit after the pause',
      aHealth({ circuit: aCircuit(), pausedUntil: afterNoon(60) }),
      60,
      openCircuit(15, true),
    ],
  ])('is %s', (_, health, seconds, expected) => {
    expect(pauseOf(health, after(seconds))).toEqual(expected)
  })
})
