import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { connectionBudget } from '../../../adapters/embedded/connection-budget.ts'
import { openFilesLimit } from '../../../adapters/embedded/open-files.ts'

describe('connectionBudget()', () => {
  it('lets more attempts be made where a process has more files, up to 1,500', () => {
    const calls = { calls: 50, perProduct: 10 }

    expect(connectionBudget()).toEqual({
      ...calls,
      attempts: 204,
      perWebhook: 32,
      incoming: 170,
      idle: 88,
    })
    expect(connectionBudget(10_000)).toEqual({
      ...calls,
      attempts: 1500,
      perWebhook: 32,
      incoming: 3333,
      idle: 5117,
    })
  })

  it('shares no more than there is, and lets no webhook take all attempts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 1_000_000 }), (max) => {
        const { incoming, attempts, calls, idle, perWebhook, perProduct } = connectionBudget(max)
        expect(incoming + attempts + calls + idle).toBeLessThanOrEqual(max)
        expect(perWebhook * 4).toBeLessThanOrEqual(attempts)
        expect(perProduct).toBeGreaterThan(0)
      }),
    )
  })
})

describe('openFilesLimit()', () => {
  it('is what the system allows this process', () => {
    expect(openFilesLimit()).toBeGreaterThanOrEqual(64)
  })
})
