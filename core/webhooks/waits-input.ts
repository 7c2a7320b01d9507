import * as z from 'zod'

export const maxWaits = 20
export const maxTotalWaitSeconds = 14 * 24 * 3600

const atLeastOne = 'must be a whole number of seconds, at least 1'

/**
 * The waits that a webhook or the router may have. Without any, the first failed attempt is final.
 */
export const RetryWaits = z
  .array(z.int(atLeastOne).min(1, atLeastOne))
  .max(maxWaits, `must be at most ${maxWaits} waits`)
  .refine(
    (waits) => waits.reduce((total, wait) => total + wait, 0) <= maxTotalWaitSeconds,
    `must be at most 14 days (${maxTotalWaitSeconds}) together`,
  )
