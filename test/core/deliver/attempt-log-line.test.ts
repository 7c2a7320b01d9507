import { describe, expect, it } from '@jest/globals'

import { attemptLine } from '../../../core/deliver/attempt-log-line.ts'
import { aDelivery, noon } from '../../support/builders.ts'

const attempt = {
  number: 1,
  startedAt: noon.toISOString(),
  durationMs: 250.4,
  outcome: { kind: 'delivered', status: 200 },
} as const

describe('attemptLine()', () => {
  it.each([
    ['until the attempt ended', noon.getTime() - 1000, 1250],
    ["as 0 when the producer's clock was ahead", noon.getTime() + 5000, 0],
  ])('says how old the event was, %s', (_, timestamp, eventAgeMs) => {
    const { event, ...delivery } = aDelivery()

    const line = attemptLine({ ...delivery, event: { ...event, timestamp } }, attempt, undefined)

    expect(line).toMatchObject({ eventAgeMs })
  })

  it('marks a test, which metrics leave out', () => {
    expect(attemptLine(aDelivery({ isTest: true }), attempt, undefined)).toMatchObject({
      isTest: true,
    })
    expect(attemptLine(aDelivery(), attempt, undefined)).not.toHaveProperty('isTest')
  })
})
