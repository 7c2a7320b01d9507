import type { ApiResponse } from './operation.ts'
import { problem } from './problem.ts'

/** A token bucket: how many tokens it had, and when. Each request takes one. */
export type Bucket = { tokens: number; at: Date }

/** After a pause, a caller may send the requests of this many seconds in one burst. */
const burstSeconds = 2

/** The bucket after one more request, and how long to wait if it has no token left. */
export function take(
  before: Bucket | undefined,
  perSecond: number,
  now: Date,
): { bucket: Bucket; waitSeconds: number } {
  const max = perSecond * burstSeconds
  const { tokens: left, at } = before ?? { tokens: max, at: now }
  const passedSeconds = Math.max(0, now.getTime() - at.getTime()) / 1000 // clocks may be set back
  const tokens = Math.min(max, left + passedSeconds * perSecond)
  if (tokens < 1) return { bucket: { tokens, at: now }, waitSeconds: (1 - tokens) / perSecond }
  return { bucket: { tokens: tokens - 1, at: now }, waitSeconds: 0 }
}

/** The 503 while the bodies of other requests take all the memory that they may. */
export const tooManyBodies: ApiResponse = problem(
  503,
  'Cannot read the body: too many others arrive; retry in 1 s',
  { headers: { 'retry-after': '1' } },
)

/** The 429 with the time after which to retry. */
export function tooMany(waitSeconds: number): ApiResponse {
  const seconds = Math.ceil(waitSeconds)
  return problem(429, `Too many requests: retry in ${seconds} s`, {
    headers: { 'retry-after': String(seconds) },
  })
}
