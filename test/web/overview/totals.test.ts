import { describe, expect, it } from '@jest/globals'

import type { HealthView } from '../../../web/api/views.ts'
import { needsAttention, totalsOf } from '../../../web/overview/totals.ts'

describe('totalsOf()', () => {
  it('adds up the counts of all webhooks', () => {
    const totals = { successful: 3, pending: 2, failed: 1 }

    expect(totalsOf([{ totals }, { totals }])).toEqual({ successful: 6, pending: 4, failed: 2 })
    expect(totalsOf([])).toEqual({ successful: 0, pending: 0, failed: 0 })
  })
})

const at = '2026-01-01T00:00:00.000Z'

describe('needsAttention()', () => {
  it.each<[boolean, HealthView]>([
    [false, { state: 'healthy' }],
    [false, { state: 'not-tried' }],
    [true, { state: 'test-failed', test: { at, reason: 'status 500', delivery: 'a' } }],
    [true, { state: 'failing', failures: 1 }],
    [true, { state: 'circuit-open', failures: 9, nextProbeAt: at }],
    [true, { state: 'disabled', disabled: { at, by: 'postrider', reason: 'status 410' } }],
    [false, { state: 'disabled', disabled: { at, by: 'manager@acme' } }],
    [false, { state: 'disabled' }],
  ])('is %s for %j', (needed, health) => {
    expect(needsAttention({ health })).toBe(needed)
  })
})
