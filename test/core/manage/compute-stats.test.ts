import { describe, expect, it } from '@jest/globals'

import { addDuration, type Durations } from '../../../core/deliveries/durations.ts'
import { emptyTally, type Tally } from '../../../core/deliveries/tally.ts'
import { bucketsOf, statsOf } from '../../../core/manage/compute-stats.ts'

const noon = new Date('2026-03-01T12:00:00.000Z')

describe('bucketsOf()', () => {
  it.each([
    ['hour', 12, '2026-03-01T11:05:00.000Z', '2026-03-01T12:05:00.000Z'],
    ['day', 24, '2026-02-28T13:00:00.000Z', '2026-03-01T13:00:00.000Z'],
    ['week', 28, '2026-02-22T18:00:00.000Z', '2026-03-01T18:00:00.000Z'],
    ['month', 30, '2026-01-31T00:00:00.000Z', '2026-03-02T00:00:00.000Z'],
  ] as const)('returns for a %s %i buckets, the last one with the current time', (...row) => {
    const [range, count, from, to] = row

    const buckets = bucketsOf(range, noon)

    expect(buckets).toHaveLength(count)
    expect([buckets[0]?.from, buckets.at(-1)?.to]).toEqual([from, to])
    for (const [index, bucket] of buckets.entries()) {
      expect(bucket.to).toBe(buckets[index + 1]?.from ?? to)
    }
  })

  it.each([
    ['its first millisecond', '2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z'],
    ['its last one', '2026-03-01T12:04:59.999Z', '2026-03-01T12:00:00.000Z'],
    ['the first of the next one', '2026-03-01T12:05:00.000Z', '2026-03-01T12:05:00.000Z'],
  ])('ends with the bucket of the current time when that is %s', (_, now, from) => {
    expect(bucketsOf('hour', new Date(now)).at(-1)?.from).toBe(from)
  })
})

describe('statsOf()', () => {
  const two = bucketsOf('hour', noon).slice(-2)
  const [first, second] = two
  const durationsOf = (all: readonly number[]): Durations => {
    const durations: Durations = {}
    for (const ms of all) addDuration(durations, ms)
    return durations
  }
  const statsOfTwo = (one: Partial<Tally>, other: Partial<Tally>) =>
    statsOf('hour', two, [
      { ...emptyTally(), ...one },
      { ...emptyTally(), ...other },
    ])

  it('has zeros and nulls when there are no deliveries', () => {
    const none = {
      successful: 0,
      failed: 0,
      pending: 0,
      skipped: 0,
      dropped: 0,
      attempts: { delivered: 0, failed: 0 },
    }

    expect(statsOfTwo({}, {})).toEqual({
      range: 'hour',
      from: first?.from,
      to: second?.to,
      bucketSeconds: 300,
      buckets: [
        { from: first?.from, ...none, latency: null },
        { from: second?.from, ...none, latency: null },
      ],
      totals: { ...none, successRate: null },
      latency: null,
    })
  })

  it('has the counts of each bucket, and sums them', () => {
    const { buckets, totals } = statsOfTwo(
      {
        counts: { successful: 90, failed: 7, skipped: 2, pending: 1 },
        attempts: { delivered: 90, failed: 80 },
      },
      { counts: { successful: 7, failed: 3, dropped: 1 }, attempts: { delivered: 7, failed: 33 } },
    )

    expect(buckets).toMatchObject([
      { successful: 90, failed: 7, pending: 1, skipped: 2, attempts: { failed: 80 } },
      { successful: 7, failed: 3, pending: 0, dropped: 1, attempts: { delivered: 7 } },
    ])
    const sums = { successful: 97, failed: 10, pending: 1, skipped: 2, dropped: 1 }
    const attempts = { delivered: 97, failed: 113 }
    expect(totals).toEqual({ ...sums, attempts, successRate: 97 / 210 })
  })

  it.each([
    ['there are none', { delivered: 0, failed: 0 }, null],
    ['all failed', { delivered: 0, failed: 3 }, 0],
    ['all were delivered', { delivered: 3, failed: 0 }, 1],
    ['the receiver is down', { delivered: 21, failed: 27 }, 21 / 48],
  ])('has the success rate of attempts when %s', (_, attempts, expected) => {
    const counts = { successful: attempts.delivered, pending: 27 }

    expect(statsOfTwo({ counts, attempts }, {}).totals.successRate).toBe(expected)
  })

  it('has the latency of each bucket, and of all durations together', () => {
    const { buckets, latency } = statsOfTwo(
      { durations: durationsOf([20, 20, 20]) },
      { durations: durationsOf([500]) },
    )

    expect(buckets.map((bucket) => bucket.latency?.sample)).toEqual([3, 1])
    expect(latency).toMatchObject({ sample: 4, p50Ms: buckets[0]?.latency?.p50Ms })
    expect(latency?.p99Ms).toBe(buckets[1]?.latency?.p99Ms)
  })
})
