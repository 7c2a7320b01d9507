import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { type Bucket, take, tooMany } from '../../../core/api/rate-limit.ts'
import { noon } from '../../support/builders.ts'
import { aManagement } from '../../support/management-world.ts'

const after = (ms: number) => new Date(noon.getTime() + ms)

/** Asks at these milliseconds after noon; whether each was let in. */
function asking(perSecond: number, moments: readonly number[]): boolean[] {
  let bucket: Bucket | undefined
  return moments.map((ms) => {
    const taken = take(bucket, perSecond, after(ms))
    bucket = taken.bucket
    return taken.waitSeconds === 0
  })
}

describe('requeue()', () => {
  it('lets what comes in two seconds in at once, and then nothing', () => {
    const let50 = asking(
      50,
      Array.from({ length: 101 }, () => 0),
    )

    expect(let50.lastIndexOf(true)).toBe(99)
    expect(let50[100]).toBe(false)
  })

  it.each([
    ['a request for each token that has come', 2, [0, 0, 0, 0, 500, 500, 1000], '1111101'],
    ['no more than the burst after an hour', 1, [0, 0, 3_600_000, 3_600_000, 3_600_000], '11110'],
    ['nothing sooner because of what was refused', 1, [0, 0, 400, 800, 1000], '11001'],
    ['as much when the clock is set back', 1, [5000, 5000, 0, 1000], '1101'],
  ])('lets in %s', (_, perSecond, moments, expected) => {
    const answers = asking(perSecond, moments).map((isIn) => (isIn ? '1' : '0'))

    expect(answers.join('')).toBe(expected)
  })

  it('says how long to wait, and lets in who waits so long', () => {
    const empty = { tokens: 0.25, at: noon }

    const { bucket, waitSeconds } = take(empty, 2, noon)

    expect(waitSeconds).toBe(0.375)
    expect(take(bucket, 2, after(374)).waitSeconds).toBeGreaterThan(0)
    expect(take(bucket, 2, after(375)).waitSeconds).toBe(0)
  })

  it('never lets in more than the burst and the rate, whenever they ask', () => {
    const times = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 200 })

    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 20 }), (moments, perSecond) => {
        const sorted = moments.toSorted((one, other) => one - other)
        const count = asking(perSecond, sorted).filter(Boolean).length
        const seconds = (sorted.at(-1) ?? 0) / 1000

        expect(count).toBeLessThanOrEqual(perSecond * (2 + seconds))
      }),
    )
  })
})

describe('the answer to too many requests', () => {
  it('tells the whole seconds after which to come back', () => {
    expect(tooMany(0.02)).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1', 'content-type': 'application/problem+json' },
      body: { title: 'Too Many Requests', detail: expect.stringContaining('1 s') },
    })
  })

  it('comes before anything is read or done, and only to who is known', async () => {
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
