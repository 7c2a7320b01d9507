import { describe, expect, it } from '@jest/globals'

import type { Attempt, Delivery } from '../../../core/deliveries/delivery.ts'
import { applyAttempt } from '../../../core/deliveries/apply-attempt.ts'
import type { Outcome } from '../../../core/deliveries/outcome.ts'
import { aDelivery, afterNoon, anAttempt, aWaitingDelivery, noon } from '../../support/builders.ts'

const chances = { waitsSeconds: [10, 20, 30], random: () => 0, now: () => noon }

const delivered: Outcome = { kind: 'delivered', status: 200 }
const refused: Outcome = { kind: 'refused', reason: 'status 410', status: 410 }

/** The delivery after an attempt; default: a failed one. */
function after(delivery: Delivery, overrides: Partial<Attempt> = {}): Delivery {
  const attempt = anAttempt(delivery.attempts.length + 1, overrides)
  return applyAttempt(delivery, attempt, chances)
}

/** A retry was requested when it had this status. */
const requestedOn = (status: Delivery['status']) =>
  ({ requested: { by: 'manager-1', at: noon.toISOString(), status } }) as const

const patient = (retryAfterSeconds: number): Outcome => ({
  kind: 'failed',
  reason: 'status 503',
  status: 503,
  retryAfterSeconds,
})

describe('applyAttempt()', () => {
  it('adds the attempt, increments the revision, and clears the claim', () => {
    const delivery = aWaitingDelivery(1, 0, {
      leasedUntil: afterNoon(90),
      ...requestedOn('pending'),
    })

    const next = after(delivery, { outcome: delivered })

    expect(next).toMatchObject({ status: 'successful', revision: 2 })
    expect(next.attempts).toHaveLength(2)
    expect(next).not.toHaveProperty('leasedUntil')
    expect(next).not.toHaveProperty('dueAt')
    expect(next).not.toHaveProperty('requested')
  })

  it.each([
    ['the first wait after the first', aDelivery(), 10],
    ['the last wait after the third', aWaitingDelivery(2, 0), 30],
    [
      'the first wait again after a restart of the schedule',
      aWaitingDelivery(5, 0, { scheduleStart: 5 }),
      10,
    ],
    [
      'the wait that does not count requested retries',
      aDelivery({ attempts: [anAttempt(1), anAttempt(2, { requestedBy: 'manager-1' })] }),
      20,
    ],
  ])('waits %s failed attempt', (_, delivery, seconds) => {
    expect(after(delivery)).toMatchObject({ status: 'pending', dueAt: afterNoon(seconds) })
  })

  it.each([
    ['at least the Retry-After of the receiver', 25, 25],
    ['its own wait when that is longer', 5, 10],
  ])('waits %s', (_, asked, seconds) => {
    expect(after(aDelivery(), { outcome: patient(asked) }).dueAt).toBe(afterNoon(seconds))
  })

  it.each<[string, Delivery, Partial<Attempt>]>([
    ['the waits are used up', aWaitingDelivery(3, 0), {}],
    ['they are, whatever its Retry-After', aWaitingDelivery(3, 0), { outcome: patient(60) }],
    ['the receiver refuses', aDelivery(), { outcome: refused }],
    ['it was a test', aDelivery({ isTest: true }), {}],
    ['it was failed and a retry was requested', aDelivery(requestedOn('failed')), {}],
    ['it was skipped and a retry was requested', aDelivery(requestedOn('skipped')), {}],
  ])('fails the delivery when %s', (_, delivery, attempt) => {
    const next = after(delivery, attempt)

    expect(next.status).toBe('failed')
    expect(next).not.toHaveProperty('dueAt')
  })

  it('keeps a successful delivery successful when a requested retry fails', () => {
    expect(after(aDelivery(requestedOn('successful'))).status).toBe('successful')
  })

  it('does not change the schedule after a requested retry', () => {
    const delivery = aWaitingDelivery(1, 500, requestedOn('pending'))

    const next = after(delivery, { requestedBy: 'manager-1' })

    expect(next).toMatchObject({ status: 'pending', dueAt: afterNoon(500) })
  })
})
