import type { ApiResponse } from './operation.ts'
import { problem } from './problem.ts'

/** Tokens, each of which lets one request in, as many as there were at a moment. */
export type Bucket = { tokens: number; at: Date }

/** For so many seconds a caller who was idle may ask at once what comes in that time. */
const burstSeconds = 2

/** The bucket after one more request, and how long to wait if it does not let the request in. */
export function take(
  before: Bucket | undefined,
  perSecond: number,
  now: Date,
): { bucket: Bucket; waitSeconds: number } {
  const max = perSecond * burstSeconds
  const { tokens: left, at } = before ?? { tokens: max, at: now }
  const passedSeconds = Math.max(0, now.getTime() - at.getTime()) / 1000 // clocks are set back too
  const tokens = Math.min(max, left + passedSeconds * perSecond)
  if (tokens < 1) return { bucket: { tokens, at: now }, waitSeconds: (1 - tokens) / perSecond }
  return { bucket: { tokens: tokens - 1, at: now }, waitSeconds: 0 }
}

/** The 429 that tells when to come back. */
export function tooMany(waitSeconds: number): ApiResponse {
  const seconds = Math.ceil(waitSeconds)
  return problem(429, `Too many requests: retry in ${seconds} s`, {
    headers: { 'retry-after': String(seconds) },
  })
}
