import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { connectionBudget } from '../../../adapters/embedded/connection-budget.ts'
import { openFilesLimit } from '../../../adapters/embedded/open-files.ts'

describe('connectionBudget()', () => {
  it('lets 200 attempts be made concurrently where a process has 1,024 files or more', () => {
    const many = { attempts: 200, perWebhook: 32, calls: 50, perProduct: 10 }

    expect(connectionBudget()).toEqual({ ...many, incoming: 170, idle: 92 })
    expect(connectionBudget(10_000)).toEqual({ ...many, incoming: 3333, idle: 6417 })
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
