import { describe, expect, it } from '@jest/globals'

import { metricsOf } from '../../../adapters/common/line-metrics.ts'

describe('metricsOf()', () => {
  it.each([
    [{ message: 'fanned out', deliveries: 3 }, { accepted: 1 }],
    [
      { message: 'fanned out', deliveries: 3, filteredOut: 2 },
      { accepted: 1, filteredOut: 2 },
    ],
    [{ message: 'fanned out', deliveries: 3, filteredOut: 2, isContinued: true }, {}],
    [
      { message: 'attempt', outcome: 'delivered', eventAgeMs: 250 },
      { attempts: 1, delivered: 1, latencyMs: 250 },
    ],
    [
      { message: 'attempt', outcome: 'failed', nextAttemptAt: '2026-03-01T12:05:00.000Z' },
      { attempts: 1, waiting: 1 },
    ],
    [
      { message: 'attempt', outcome: 'failed', eventAgeMs: 250 },
      { attempts: 1, failed: 1 },
    ],
    [
      { message: 'attempt', outcome: 'refused' },
      { attempts: 1, failed: 1 },
    ],
    [{ message: 'attempt', outcome: 'delivered', isTest: true }, {}],
    [{ message: 'circuit opened' }, { circuitsOpened: 1 }],
    [{ message: 'vendor refused', status: '401' }, { vendorRefusals: 1 }],
    [{ message: 'sweep done' }, { sweeps: 1 }],
    [{ level: 'ERROR', message: 'Error: no' }, { errors: 1 }],
    [
      { level: 'ERROR', message: 'Error: Cannot open a secret: DisabledException: no' },
      { errors: 1, keyErrors: 1 },
    ],
    [{ message: 'woken' }, {}],
  ])('counts %j as %j', (line, expected) => {
    expect(metricsOf(line)).toEqual(expected)
  })
})
