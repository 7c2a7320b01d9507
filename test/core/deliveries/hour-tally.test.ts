import { describe, expect, it } from '@jest/globals'

import type { Delivery } from '../../../core/deliveries/delivery.ts'
import {
  countInHour,
  countRemaining,
  emptyHour,
  hourOfArchived,
} from '../../../core/deliveries/hour-tally.ts'
import { emptyTally, type Tally } from '../../../core/deliveries/tally.ts'
import { aDelivery, afterNoon, anAttempt } from '../../support/builders.ts'

const day = 24 * 3600
const delivered = (durationMs: number, seconds = 1) =>
  anAttempt(1, {
    outcome: { kind: 'delivered', status: 200 },
    startedAt: afterNoon(seconds),
    durationMs,
  })
const failed = anAttempt(1, { startedAt: afterNoon(1), durationMs: 1 })
const [at10ms, at100ms] = ['13', '26']

/** What rollups have of deliveries that their first attempt delivered, two in 10 ms. */
const twice = aTally({ counts: { successful: 2 }, durations: { [at10ms]: 2 } }, [2, 0])

describe('an hour', () => {
  it.each<[string, Partial<Pick<Delivery, 'status' | 'attempts' | 'isTest'>>, Tally]>([
    ['was delivered first', { attempts: [delivered(10)] }, of({ successful: 1 }, at10ms)],
    [
      'was delivered within a day',
      { attempts: [delivered(10, day)] },
      of({ successful: 1 }, at10ms),
    ],
    ['was delivered later', { attempts: [delivered(10, day + 1)] }, emptyTally()],
    ['failed first', { attempts: [failed, delivered(10)] }, emptyTally()],
    [
      'was sent again',
      { status: 'failed', attempts: [delivered(10), failed] },
      of({ successful: 1 }, at10ms),
    ],
    ['is a test', { attempts: [delivered(10)], isTest: true }, emptyTally()],
  ])('counts a delivery that %s as its first attempt ended', (_, changes, expected) => {
    const tally = emptyHour(true)

    countInHour(tally, aDelivery({ status: 'successful', ...changes }))

    expect(tally.firstSuccesses).toEqual(expected)
  })

  it('has no such count without an archive', () => {
    const tally = emptyHour(false)
    countInHour(tally, aDelivery({ status: 'successful', attempts: [delivered(10)] }))

    expect(tally).toEqual(of({ successful: 1 }, at10ms))
  })

  it.each<[string, Pick<Delivery, 'status' | 'attempts'>, Tally]>([
    ['is to leave', { status: 'successful', attempts: [delivered(10)] }, twice],
    [
      'failed',
      { status: 'failed', attempts: [failed] },
      aTally({ counts: { successful: 2, failed: 1 }, durations: { [at10ms]: 2, 1: 1 } }, [2, 1]),
    ],
    [
      'was delivered first and is sent again',
      { status: 'pending', attempts: [delivered(10)] },
      aTally({ counts: { successful: 1, pending: 1 }, durations: { [at10ms]: 1 } }, [2, 0]),
    ],
    [
      'was delivered first and again',
      { status: 'successful', attempts: [delivered(10), delivered(100)] },
      aTally({ counts: { successful: 2 }, durations: { [at10ms]: 1, [at100ms]: 1 } }, [3, 0]),
    ],
  ])('of which rows have left counts one that %s', (_, delivery, expected) => {
    const tally = hourOfArchived(twice)

    countRemaining(tally, aDelivery(delivery))

    expect(tally).toEqual({ ...expected, firstSuccesses: twice })
  })
})

function of(counts: Tally['counts'], bucket: string): Tally {
  return aTally({ counts, durations: { [bucket]: 1 } }, [1, 0])
}

function aTally(tally: Omit<Tally, 'attempts'>, [delivered, failed]: [number, number]): Tally {
  return { ...tally, attempts: { delivered, failed } }
}
