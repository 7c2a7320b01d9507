import { describe, expect, it } from '@jest/globals'

import {
  dispatchLimit,
  type Load,
  waitMs,
  withDispatched,
} from '../../../core/wake/delivery-limits.ts'
import { afterNoon, noon } from '../../support/builders.ts'
import { healthyHealth } from '../../support/failing-health.ts'

const aLoad = (overrides: Partial<Load> = {}): Load => ({
  limits: undefined,
  health: undefined,
  inFlight: 0,
  recent: [],
  ...overrides,
})

const recovering = { ...healthyHealth, recoveredAt: afterNoon(-2) }
const resuming = { ...healthyHealth, pausedUntil: afterNoon(-4) }

describe('dispatchLimit()', () => {
  it.each<[string, Partial<Load>, number]>([
    ['100 in flight without limits', { inFlight: 30 }, 70],
    ['the concurrency limit', { limits: { inFlight: 5 }, inFlight: 3 }, 2],
    ['the rate limit', { limits: { perSecond: 5 }, recent: [{ at: afterNoon(0), count: 4 }] }, 1],
    ['the ramp-up', { health: recovering, inFlight: 1 }, 3],
    ['the lowest of them', { limits: { perSecond: 9, inFlight: 2 }, health: recovering }, 2],
  ])('is the rest of %s', (_, load, expected) => {
    expect(dispatchLimit(aLoad(load), noon)).toBe(expected)
  })
})

describe('waitMs()', () => {
  const limits = { perSecond: 5, inFlight: 2 }
  const recent = [{ at: afterNoon(-0.7), count: 5 }]
  it.each<[string, Partial<Load>, number]>([
    ['100 ms without limits', {}, 100],
    ['100 ms without a rate limit, although some were just dispatched', { recent }, 100],
    ['a second after a pause', { health: resuming }, 1000],
    ['until the rate limit has room', { limits, recent }, 300],
    ['at least 200 ms', { limits, recent: [{ at: afterNoon(-0.9), count: 5 }] }, 200],
    ['15 s at the concurrency limit', { limits, recent, inFlight: 2 }, 15_000],
    ['100 ms when nothing was dispatched', { limits }, 100],
    ['100 ms while the rate limit has room', { limits: { perSecond: 9 }, recent }, 100],
  ])('is %s', (_, load, expected) => {
    expect(waitMs(aLoad(load), noon)).toBe(expected)
  })
})

describe('withDispatched()', () => {
  it('counts the dispatched deliveries', () => {
    const load = withDispatched(aLoad({ inFlight: 3 }), 2, noon)

    expect(load).toMatchObject({ inFlight: 5, recent: [{ at: afterNoon(0), count: 2 }] })
  })

  it('remembers no dispatch of nothing', () => {
    const recent = [{ at: afterNoon(-0.5), count: 2 }]

    expect(withDispatched(aLoad({ recent }), 0, noon)).toEqual(aLoad({ recent }))
  })
})
