import { type ApiAnswer, problem } from './endpoint.ts'

/** Tokens, each of which lets one request in, as many as there were at a moment. */
export type Bucket = { tokens: number; at: Date }

/** For so many seconds a caller who was idle may ask at once what comes in that time. */
const burstSeconds = 2

/** What is usual for one caller. */
const usualPerSecond = 50
const mostPerSecond = 10_000

/** The bucket after one more request, and how long to wait if it does not let the request in. */
export function take(
  before: Bucket | undefined,
  perSecond: number,
  now: Date,
): { bucket: Bucket; waitSeconds: number } {
  const most = perSecond * burstSeconds
  const { tokens: left, at } = before ?? { tokens: most, at: now }
  const passedSeconds = Math.max(0, now.getTime() - at.getTime()) / 1000 // clocks are set back too
  const tokens = Math.min(most, left + passedSeconds * perSecond)
  if (tokens < 1) return { bucket: { tokens, at: now }, waitSeconds: (1 - tokens) / perSecond }
  return { bucket: { tokens: tokens - 1, at: now }, waitSeconds: 0 }
}

/** Requests a second that each caller may make; '' for what is usual. */
export function readRate(text = ''): number {
  if (text.trim() === '') return usualPerSecond
  const rate = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (rate >= 1 && rate <= mostPerSecond) return rate
  throw new Error(
    `Cannot read the API's rate per second: '${text}' is not a whole number from 1 to ${mostPerSecond}`,
  )
}

/** The 429 that tells when to come back. */
export function tooMany(waitSeconds: number): ApiAnswer {
  const seconds = Math.ceil(waitSeconds)
  return problem(429, `Cannot take so many requests: come back in ${seconds} s`, {
    headers: { 'retry-after': String(seconds) },
  })
}
