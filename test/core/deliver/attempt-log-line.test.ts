import { describe, expect, it } from '@jest/globals'

import { attemptLine } from '../../../core/deliver/attempt-log-line.ts'
import { aCall, aDelivery, afterNoon, anEvent, noon } from '../../support/builders.ts'

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

    const line = attemptLine({ ...delivery, event: { ...event, timestamp } }, attempt)

    expect(line).toMatchObject({ eventAgeMs })
  })

  it('marks a test, which metrics leave out', () => {
    expect(attemptLine(aDelivery({ isTest: true }), attempt)).toMatchObject({
      isTest: true,
    })
    expect(attemptLine(aDelivery(), attempt)).not.toHaveProperty('isTest')
  })

  it('names a failed transformation without what it said', () => {
    const outcome = { kind: 'failed', reason: 'transformation: Jane Doe' } as const

    const line = attemptLine(aDelivery(), { ...attempt, outcome })

    expect(line).toMatchObject({ outcome: 'failed', reason: 'transformation' })
  })

  const { id, event } = aDelivery()
  const line = {
    message: 'attempt',
    marketplace: 'acme',
    delivery: id,
    webhook: 'webhook-1',
    event: anEvent().uuid,
    resource: 'SUBSCRIPTION',
    resourceAction: 'ADDED',
    number: 1,
    startedAt: noon.toISOString(),
    durationMs: 250.4,
    eventAgeMs: Math.round(noon.getTime() + 250.4 - event.timestamp),
    outcome: 'delivered',
    status: 200,
  }
  const { totalMs, ...durations } = aCall().durations
  const { address, ...unaddressed } = aCall()

  it.each([
    ['the ids and the outcome', {}, undefined, {}],
    [
      'when the next attempt is due',
      { dueAt: afterNoon(9) },
      undefined,
      { nextAttemptAt: afterNoon(9) },
    ],
    ['the timings and the address', {}, aCall(), { ...durations, address }],
    ['only the timings when no address was found', {}, unaddressed, durations],
  ])('has %s, and no more', (_, given, exchange, expected) => {
    expect(
      attemptLine(aDelivery(given), { ...attempt, ...(exchange && { exchange }) }),
    ).toStrictEqual({ ...line, ...expected })
  })
})
