import * as z from 'zod'

/**
 * Seconds to wait after the first, second, … failed attempt: eleven attempts with the first. The
 * marketplace documents the first six waits; the rest are ours, and all of them make forty hours.
 */
export const defaultWaitsSeconds: readonly number[] = [
  300, 600, 1200, 2400, 3600, 7200, 14400, 28800, 43200, 43200,
]

export const maxWaits = 20
export const maxTotalWaitSeconds = 14 * 24 * 3600

const atLeastOne = 'must be a whole number of seconds, at least 1'

/**
 * Waits that are possible, whoever chose them. None at all: a failed delivery is not tried again.
 */
export const RetryWaits = z
  .array(z.int(atLeastOne).min(1, atLeastOne))
  .max(maxWaits, `must be at most ${maxWaits} waits`)
  .refine(
    (waits) => waits.reduce((total, wait) => total + wait, 0) <= maxTotalWaitSeconds,
    `must be at most 14 days (${maxTotalWaitSeconds}) together`,
  )

/** The waits of a webhook's deliveries: its own, or else those of the router. */
export function retryWaits(
  webhook: { retryWaitsSeconds?: readonly number[] },
  defaults: readonly number[],
): readonly number[] {
  return webhook.retryWaitsSeconds ?? defaults
}

/**
 * Seconds until the next attempt, after `attempts` failed ones; undefined when they were all.
 * Up to a tenth is added by chance, so that what failed together does not come back together.
 */
export function nextWaitSeconds(
  attempts: number,
  waitsSeconds: readonly number[],
  random: () => number,
): number | undefined {
  const wait = waitsSeconds[attempts - 1]
  return wait === undefined ? undefined : wait * (1 + random() / 10)
}
