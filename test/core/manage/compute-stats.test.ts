import { describe, expect, it } from '@jest/globals'

import { bucketsOf, type Counted, statsOf } from '../../../core/manage/compute-stats.ts'

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
  const [first, second] = bucketsOf('hour', noon).slice(-2)
  if (first === undefined || second === undefined) throw new Error('An hour has two buckets')
  const nothing: Counted = { total: 0, failed: 0, skipped: 0, waiting: 0, sampled: 0, sampleMs: [] }
  const statsOfTwo = (one: Partial<Counted>, other: Partial<Counted>, onTheirWay: string[] = []) =>
    statsOf(
      'hour',
      [
        { ...first, ...nothing, ...one },
        { ...second, ...nothing, ...other },
      ],
      onTheirWay,
    )

  it('has zeros and nulls when there are no deliveries', () => {
    const none = { successful: 0, failed: 0, pending: 0, skipped: 0, dropped: 0 }

    expect(statsOfTwo({}, {})).toEqual({
      range: 'hour',
      from: first.from,
      to: second.to,
      bucketSeconds: 300,
      buckets: [
        { from: first.from, ...none, latency: null },
        { from: second.from, ...none, latency: null },
      ],
      totals: { ...none, successRate: null },
      latency: null,
    })
  })

  it('counts the remaining deliveries as successful, and sums the buckets', () => {
    const { buckets, totals } = statsOfTwo(
      { total: 100, failed: 7, skipped: 2, waiting: 1 },
      { total: 10, failed: 3 },
    )

    expect(buckets).toMatchObject([
      { successful: 90, failed: 7, pending: 1, skipped: 2, dropped: 0 },
      { successful: 7, failed: 3, pending: 0, skipped: 0, dropped: 0 },
    ])
    const sums = { successful: 97, failed: 10, pending: 1, skipped: 2, dropped: 0 }
    expect(totals).toEqual({ ...sums, successRate: 97 / 107 })
  })

  it.each([
    ['nothing ended', { total: 3, waiting: 3 }, null],
    ['everything failed', { total: 3, failed: 3 }, 0],
    ['everything was delivered', { total: 3 }, 1],
    ['it was skipped', { total: 3, skipped: 3 }, null],
  ])('has the success rate of ended deliveries when %s', (_, counted, expected) => {
    expect(statsOfTwo(counted, {}).totals.successRate).toBe(expected)
  })

  it('counts a delivery in flight as pending in the bucket of its creation', () => {
    const moments = [first.from, first.to, second.to, '2026-03-01T12:04:59.999Z']

    const { buckets } = statsOfTwo({ total: 5, waiting: 1 }, { total: 5 }, moments)

    expect(buckets).toMatchObject([
      { pending: 2, successful: 4 },
      { pending: 2, successful: 5 },
    ])
  })

  it.each<[number[], number, number, number]>([
    [[5], 5, 5, 5],
    [[20, 10], 10, 20, 20],
    [[30, 10, 20], 20, 30, 30],
    [Array.from({ length: 20 }, (_, index) => 20 - index), 10, 19, 20],
    [Array.from({ length: 100 }, (_, index) => index + 1), 50, 95, 99],
    [[7, 7, 7, 7], 7, 7, 7],
  ])('has the percentiles of the sample %j', (sampleMs, p50Ms, p95Ms, p99Ms) => {
    const { buckets, latency } = statsOfTwo(
      { total: sampleMs.length, sampled: sampleMs.length, sampleMs },
      {},
    )

    const expected = { sample: sampleMs.length, p50Ms, p95Ms, p99Ms }
    expect(buckets[0]?.latency).toEqual(expected)
    expect(buckets[1]?.latency).toBeNull()
    expect(latency).toEqual(expected)
  })

  it('weights a sample by the deliveries of its bucket', () => {
    const busy = { total: 980, sampled: 2, sampleMs: [10, 10] }
    const quiet = { total: 20, sampled: 4, sampleMs: [500, 500] }

    expect(statsOfTwo(busy, quiet).latency).toEqual({ sample: 4, p50Ms: 10, p95Ms: 10, p99Ms: 500 })
  })
})
