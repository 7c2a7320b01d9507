import * as z from 'zod'

/**
 * Seconds to wait after the first, second, … failed attempt: eleven attempts with the first. The
 * marketplace documents the first six waits. With ours, they add up to 40 hours.
 */
export const defaultWaitsSeconds: readonly number[] = [
  300, 600, 1200, 2400, 3600, 7200, 14400, 28800, 43200, 43200,
]

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

/** The waits of a webhook's deliveries: its own, or otherwise the router's. */
export function retryWaits(
  webhook: { retryWaitsSeconds?: readonly number[] },
  defaults: readonly number[],
): readonly number[] {
  return webhook.retryWaitsSeconds ?? defaults
}
