import { describe, expect, it } from '@jest/globals'

import { type PacedRecovery, recoveryPace } from '../support/recovery-pace.ts'

type Case = [PacedRecovery['of'], PacedRecovery['limits'], number, number]

describe.each<['embedded' | 'AWS', Case[]]>([
  [
    'embedded',
    [
      ['outage', { perSecond: 1 }, 50, 0.9],
      ['outage', { perSecond: 20 }, 200, 0.9],
      ['outage', { perSecond: 100 }, 50, 0.9],
      ['outage', { inFlight: 1 }, 50, 0.9],
      ['outage', { inFlight: 5 }, 1000, 0.9],
      ['recovery', { perSecond: 5 }, 200, 0.9],
      ['recovery', { perSecond: 100 }, 50, 0.9],
      ['recovery', { inFlight: 1 }, 50, 0.9],
      ['recovery', { inFlight: 5 }, 50, 0.9],
      ['recovery', { inFlight: 20 }, 200, 0.9],
    ],
  ],
  [
    'AWS',
    [
      ['outage', { perSecond: 1 }, 50, 0.85],
      ['outage', { perSecond: 20 }, 200, 0.85],
      ['outage', { inFlight: 1 }, 50, 0.25],
      ['outage', { inFlight: 5 }, 200, 0.6],
      ['outage', { inFlight: 5 }, 1000, 0.85],
      ['recovery', { perSecond: 20 }, 200, 0.85],
      ['recovery', { perSecond: 100 }, 50, 0.85],
      ['recovery', { inFlight: 5 }, 200, 0.6],
      ['recovery', { inFlight: 20 }, 200, 0.6],
    ],
  ],
])('what waited for a webhook with limits, on the engine %s', (engine, cases) => {
  it.each(cases)(
    'after its %s, with %j and responses after %i ms, comes at %f of the limit or more',
    async (of, limits, latencyMs, minShare) => {
      const pace = await recoveryPace({ engine, of, limits, latencyMs })

      expect(pace.share).toBeGreaterThanOrEqual(minShare)
      expect(pace.firstSeconds).toBeLessThan(2.5)
      expect(pace.maxInASecond).toBeLessThanOrEqual(limits.perSecond ?? Infinity)
      expect(pace.maxInFlight).toBeLessThanOrEqual(limits.inFlight ?? Infinity)
    },
    120_000,
  )
})
