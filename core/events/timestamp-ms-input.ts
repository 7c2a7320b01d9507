import * as z from 'zod'

/** The end of the year 9999, the last in ISO 8601 without an agreement. */
const latestMs = 253_402_300_799_999

/** Epoch milliseconds, as events have them. */
export const TimestampMs = z.int().nonnegative().max(latestMs)

const Iso = z.iso.datetime({ offset: true })

/** Epoch milliseconds as producers write them: a number, its digits as text, or ISO 8601. */
export const TimestampMsInput = z
  .union([z.int(), z.string()], {
    error: ({ input }) => (input === undefined ? 'is required' : refusal(input)),
  })
  .transform((given, context) => {
    const ms = typeof given === 'string' ? msOf(given) : given
    const isCounted = typeof given === 'number' || digits.test(given)
    if (TimestampMs.safeParse(ms).success && !(isCounted && looksLikeSeconds(ms))) return ms
    context.addIssue(refusal(ms))
    return z.NEVER
  })

function refusal(given: unknown): string {
  return looksLikeSeconds(given) ? 'looks like seconds; milliseconds are expected' : readable
}

const readable =
  'must be epoch milliseconds up to the year 9999, or a timestamp such as 2026-01-31T00:00:00Z'

const digits = /^\d+(\.\d+)?$/

function msOf(text: string): number {
  if (digits.test(text)) return Number(text)
  return Iso.safeParse(text).success ? Date.parse(text) : NaN
}

/** In milliseconds, these are days from January 1970 to March 1973. */
function looksLikeSeconds(given: unknown): boolean {
  return typeof given === 'number' && given >= 1e9 && given <= 1e11
}
