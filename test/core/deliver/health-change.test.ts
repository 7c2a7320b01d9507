import { describe, expect, it } from '@jest/globals'

import { freesRoom, healthChange, wakeMoment } from '../../../core/deliver/health-change.ts'
import type { Outcome } from '../../../core/deliveries/outcome.ts'
import type { Health } from '../../../core/health/health.ts'
import { aDelivery, afterNoon, anAttempt, aWebhook, noon } from '../../support/builders.ts'
import { aProbingHealth, failAt, healthyHealth } from '../../support/failing-health.ts'

const failing = failAt([0, 1])
const open = failAt([0, 0, 0, 0, 0])
const slow: Health = { ...healthyHealth, slow: { since: afterNoon(-60), limit: 1 } }
const failed = (more: object = {}): Outcome => ({ kind: 'failed', reason: 'status 500', ...more })
const refused = (status?: number): Outcome => ({ kind: 'refused', reason: 'refused: x', status })

/** The health of `aWebhook()` after its delivery's attempt ended at noon. */
function changed(outcome: Outcome, health: Health | undefined, delivery = 'delivery-1') {
  const receiver = { endpoint: aWebhook(), known: health, at: noon }
  return healthChange(
    { ...anAttempt(), outcome },
    { ...aDelivery(), id: delivery },
    receiver,
  )(health)
}

describe('healthChange()', () => {
  it('leaves a healthy receiver without a row when the attempt was delivered', () => {
    expect(changed({ kind: 'delivered', status: 200 }, undefined)).toBeUndefined()
  })

  it.each([404, 410])('ends the failures when the final status %i came', (status) => {
    const endpoint = aWebhook({ finalStatuses: [404, 410] })
    const refusal = { ...anAttempt(), outcome: refused(status) }
    const change = healthChange(refusal, aDelivery(), { endpoint, known: failing, at: noon })

    expect(change(failing)).toBeUndefined()
  })

  it('ends the failures of one that failed', () => {
    expect(changed({ kind: 'delivered', status: 200 }, failing)).toBeUndefined()
  })

  it.each([
    ['counts a failure', failed(), undefined],
    [
      'and pauses until the time that the receiver asked for',
      failed({ retryAfterSeconds: 60 }),
      60,
    ],
  ])('%s', (_, outcome, pausedSeconds) => {
    expect(changed(outcome, failing)).toMatchObject({
      failures: 3,
      reason: 'status 500',
      ...(pausedSeconds !== undefined && { pausedUntil: afterNoon(pausedSeconds) }),
    })
    expect(changed(outcome, failing)?.pausedUntil).toBe(
      pausedSeconds === undefined ? undefined : afterNoon(pausedSeconds),
    )
  })

  it('leaves the health as it is when a transformation failed', () => {
    const outcome: Outcome = { kind: 'failed', reason: 'transformation: the result is empty' }

    expect(changed(outcome, undefined)).toBeUndefined()
    expect(changed(outcome, failing)).toBe(failing)
    expect(changed(outcome, aProbingHealth(), 'probe')).not.toHaveProperty('probe')
  })

  it('requests that the webhook is disabled after a 410', () => {
    expect(changed(refused(410), undefined)).toMatchObject({
      notices: [{ kind: 'disabled', version: 1 }],
    })
  })

  it('releases the probe when its attempt says nothing about the receiver', () => {
    const released = changed(refused(), aProbingHealth(), 'probe')

    expect(released?.circuit?.probe).toBeUndefined()
    expect(released).toMatchObject({ failures: 5, circuit: { nextProbeAt: afterNoon(0) } })
    expect(changed(refused(), undefined)).toBeUndefined()
  })
})

describe('wakeMoment()', () => {
  const limited = aWebhook({ limits: { inFlight: 2 } })
  const paused: Health = { ...healthyHealth, pausedUntil: afterNoon(60) }

  it.each([
    ['at the end of a new pause', aWebhook(), undefined, paused, afterNoon(60)],
    ['never when the pause is as it was', aWebhook(), paused, paused, undefined],
    ['at the next probe', aWebhook(), failing, open, open.circuit?.nextProbeAt],
    ['now when the pause has ended', aWebhook(), open, undefined, afterNoon(0)],
    [
      'now when the attempt freed a place of the concurrency limit',
      limited,
      undefined,
      undefined,
      afterNoon(0),
    ],
    ['never when the receiver is slow', aWebhook(), slow, slow, undefined],
    ['never when nothing waited for it', aWebhook(), failing, undefined, undefined],
  ])('is %s', (_, endpoint, before, after, expected) => {
    expect(wakeMoment(endpoint, { before, after }, noon)).toBe(expected)
  })
})

describe('freesRoom()', () => {
  it.each<[boolean, string, Health | undefined, Health | undefined]>([
    [true, 'after an attempt at a slow receiver', slow, slow],
    [true, 'after the last attempt at one that was slow', slow, undefined],
    [false, 'while the receiver is paused', slow, { ...slow, pausedUntil: afterNoon(60) }],
    [false, 'when the receiver was not slow', undefined, undefined],
  ])('is %s %s', (expected, _, before, after) => {
    expect(freesRoom({ before, after }, noon)).toBe(expected)
  })
})
