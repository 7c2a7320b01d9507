import { describe, expect, it } from '@jest/globals'

import { attemptsAhead } from '../../../core/deliveries/attempts-ahead.ts'
import { aDelivery, afterNoon, anAttempt } from '../../support/builders.ts'

type Overrides = Parameters<typeof aDelivery>[0]

const waits = [300, 600, 1200]
const first = anAttempt(1)
const requested = anAttempt(2, { requestedBy: 'manager-1' })
const dueAt = afterNoon(300)

describe('attemptsAhead()', () => {
  it.each<[string, Overrides, number, string]>([
    ['before its first attempt', { dueAt: afterNoon(0) }, 4, afterNoon(2100)],
    ['after its first attempt', { dueAt, attempts: [first] }, 4, afterNoon(2100)],
    ['after a requested one', { dueAt, attempts: [first, requested] }, 5, afterNoon(2100)],
    [
      'after its schedule was started over',
      { dueAt, attempts: [first, first], scheduleStart: 2 },
      6,
      afterNoon(2400),
    ],
    ['before its last attempt', { dueAt, attempts: [first, first, first] }, 4, afterNoon(300)],
  ])('of a delivery %s', (_, changes, attemptLimit, givesUpAt) => {
    expect(attemptsAhead(aDelivery(changes), waits)).toEqual({ attemptLimit, givesUpAt })
  })

  it.each<Overrides>([{}, { status: 'failed', attempts: [first] }])(
    'knows nothing of one that does not wait: %j',
    (changes) => {
      expect(attemptsAhead(aDelivery(changes), waits)).toBeUndefined()
    },
  )

  it('ends with the next attempt when there are no retries', () => {
    expect(attemptsAhead(aDelivery({ dueAt }), [])).toEqual({ attemptLimit: 1, givesUpAt: dueAt })
  })
})
