import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { type Bucket, take, tooMany } from '../../../core/api/rate-limit.ts'
import { noon } from '../../support/builders.ts'
import { aManagement } from '../../support/management-world.ts'

const after = (ms: number) => new Date(noon.getTime() + ms)

/** Takes a token at each of these milliseconds after noon; whether each was granted. */
function asking(perSecond: number, timesMs: readonly number[]): boolean[] {
  let bucket: Bucket | undefined
  return timesMs.map((ms) => {
    const taken = take(bucket, perSecond, after(ms))
    bucket = taken.bucket
    return taken.waitSeconds === 0
  })
}

describe('take()', () => {
  it('allows a burst of two seconds of requests, and then none', () => {
    const allowed = asking(
      50,
      Array.from({ length: 101 }, () => 0),
    )

    expect(allowed.lastIndexOf(true)).toBe(99)
    expect(allowed[100]).toBe(false)
  })

  it.each([
    ['a request for each token added', 2, [0, 0, 0, 0, 500, 500, 1000], '1111101'],
    ['no more than the burst after an hour', 1, [0, 0, 3_600_000, 3_600_000, 3_600_000], '11110'],
    ['nothing earlier because of rejected requests', 1, [0, 0, 400, 800, 1000], '11001'],
    ['the same when the clock is set back', 1, [5000, 5000, 0, 1000], '1101'],
  ])('allows %s', (_, perSecond, timesMs, expected) => {
    const responses = asking(perSecond, timesMs).map((isIn) => (isIn ? '1' : '0'))

    expect(responses.join('')).toBe(expected)
  })

  it('returns how long to wait, and allows a request after that wait', () => {
    const empty = { tokens: 0.25, at: noon }

    const { bucket, waitSeconds } = take(empty, 2, noon)

    expect(waitSeconds).toBe(0.375)
    expect(take(bucket, 2, after(374)).waitSeconds).toBeGreaterThan(0)
    expect(take(bucket, 2, after(375)).waitSeconds).toBe(0)
  })

  it('never allows more than the burst and the rate, whatever the times of the requests', () => {
    const times = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 200 })

    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 20 }), (timesMs, perSecond) => {
        const sorted = timesMs.toSorted((one, other) => one - other)
        const count = asking(perSecond, sorted).filter(Boolean).length
        const seconds = (sorted.at(-1) ?? 0) / 1000

        expect(count).toBeLessThanOrEqual(perSecond * (2 + seconds))
      }),
    )
  })
})

describe('the response to too many requests', () => {
  it('has the whole seconds to wait in Retry-After', () => {
    expect(tooMany(0.02)).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1', 'content-type': 'application/problem+json' },
      body: { title: 'Too Many Requests', detail: expect.stringContaining('1 s') },
    })
  })

  it('comes before anything is read or done, and only to authenticated callers', async () => {
    const asked: unknown[] = []
    const world = aManagement({
      ports: {
        mustWaitSeconds: ({ marketplace, subject }) => asked.push([marketplace, subject]),
        findWebhooks: () => Promise.reject(new Error('read')),
      },
    })

    const statuses = [
      (await world.ask('GET /webhooks')).status,
      (await world.ask('POST /webhooks', { body: {} })).status,
      (await world.ask('GET /webhooks', { claims: undefined })).status,
      (await world.ask('GET /health', { claims: undefined })).status,
    ]

    expect(statuses).toEqual([429, 429, 401, 200])
    expect(asked).toEqual([
      ['acme', 'manager-1'],
      ['acme', 'manager-1'],
    ])
  })
})
