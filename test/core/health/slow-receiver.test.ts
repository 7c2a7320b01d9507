import { describe, expect, it } from '@jest/globals'

import type { Outcome } from '../../../core/deliveries/outcome.ts'
import { type Health, healthy } from '../../../core/health/health.ts'
import {
  maxOfMarketplace,
  onSlow,
  slowAfterMs,
  slowLimit,
  withSlowLimit,
} from '../../../core/health/slow-receiver.ts'
import { deliverWork } from '../../../lib/work.ts'
import { afterNoon, anAttempt, noon } from '../../support/builders.ts'
import { failAt, healthyHealth } from '../../support/failing-health.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }
const slowAt = (limit: number): Health => ({
  ...healthyHealth,
  slow: { since: afterNoon(0), limit },
})

const delivered: Outcome = { kind: 'delivered', status: 200 }
const failed: Outcome = { kind: 'failed', reason: 'timeout: headers' }
const unsent: Outcome = { kind: 'refused', reason: 'the event is no longer stored' }

const attemptOf = (outcome: Outcome, durationMs: number) => ({
  ...anAttempt(),
  outcome,
  durationMs,
})

describe('onSlow()', () => {
  it('begins with one delivery in flight', () => {
    expect(onSlow(key, undefined, noon)).toEqual(slowAt(1))
  })

  it('keeps what is known of the receiver', () => {
    const failing = failAt([0, 1])

    expect(onSlow(key, failing, noon)).toEqual({ ...failing, ...slowAt(1), ...failing })
    expect(onSlow(key, failing, noon).slow).toEqual({ since: afterNoon(0), limit: 1 })
  })

  it('changes nothing of a slow receiver', () => {
    const slow = slowAt(7)

    expect(onSlow(key, slow, noon)).toBe(slow)
  })
})

describe('withSlowLimit()', () => {
  it.each<[string, number, Outcome, number, number]>([
    ['grows by one after a slow success', 3, delivered, slowAfterMs, 4],
    ['is halved by a slow failure', 7, failed, 30_000, 3],
    ['is doubled by a quick success', 3, delivered, slowAfterMs - 1, 6],
    ['is doubled by a quick failure', 8, failed, 50, 16],
  ])('%s', (_, limit, outcome, durationMs, expected) => {
    const after = withSlowLimit(slowAt(limit), attemptOf(outcome, durationMs))

    expect(after).toEqual(slowAt(expected))
  })

  it.each<[string, Health, Outcome, number]>([
    ['below 1', slowAt(1), failed, 30_000],
    ['above 100', slowAt(100), delivered, 5_000],
    ['after an attempt that sent nothing', slowAt(3), unsent, 0],
    ['of a receiver that is not slow', failAt([0]), delivered, 5_000],
  ])('is the same object: never %s', (_, health, outcome, durationMs) => {
    expect(withSlowLimit(health, attemptOf(outcome, durationMs))).toBe(health)
  })

  it('ends after five quick attempts', () => {
    const quick = attemptOf(delivered, 100)
    const limits: (number | undefined)[] = []
    let health = slowAt(1)
    for (let count = 1; count <= 5; count += 1) {
      health = withSlowLimit(health, quick)
      limits.push(health.slow?.limit)
    }

    expect(limits).toEqual([2, 4, 8, 16, undefined])
    expect(health).toEqual(healthyHealth)
  })
})

describe('slowLimit()', () => {
  const others = (count: number, limit: number): Health[] =>
    Array.from({ length: count }, (_, number) => ({
      ...slowAt(limit),
      endpoint: `other-${number}`,
    }))

  it.each<[string, number, Health[], number]>([
    ['its own limit while the marketplace has room', 10, others(19, 10), 10],
    ['its share when the marketplace has none', 10, others(39, 10), 5],
    ['less for a receiver with a lower limit', 2, others(39, 10), 1],
    ['at least one', 1, others(400, 1), 1],
  ])('is %s', (_, limit, all, expected) => {
    const own = slowAt(limit)

    expect(slowLimit({ since: afterNoon(0), limit }, [own, ...all])).toBe(expected)
  })

  it('does not count receivers with an open circuit or without slow attempts', () => {
    const open = others(50, 10).map((one) => ({ ...failAt([0, 0, 0, 0, 0]), ...one }))
    const circuit = failAt([0, 0, 0, 0, 0]).circuit
    const all = [...open.map((one) => ({ ...one, circuit })), healthy(key)] as Health[]

    expect(slowLimit({ since: afterNoon(0), limit: 10 }, all)).toBe(10)
  })

  it('leaves half of the attempts to others', () => {
    expect(maxOfMarketplace).toBe(deliverWork.maxConcurrency / 2)
  })
})
