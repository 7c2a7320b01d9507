import * as z from 'zod'

/**
 * Seconds to wait after the first, second, … failed attempt: eleven attempts with the first. The
 * marketplace documents the first six waits; the rest are ours, and all of them make forty hours.
 */
export const defaultWaitsSeconds: readonly number[] = [
  300, 600, 1200, 2400, 3600, 7200, 14400, 28800, 43200, 43200,
]

const maxWaits = 20
const maxSeconds = 14 * 24 * 3600

const atLeastOne = 'must be a whole number of seconds, at least 1'

/**
 * Waits that are possible, whoever chose them. None at all: a failed delivery is not tried again.
 */
export const RetryWaits = z
  .array(z.int(atLeastOne).min(1, atLeastOne))
  .max(maxWaits, `must be at most ${maxWaits} waits`)
  .refine(
    (waits) => waits.reduce((total, wait) => total + wait, 0) <= maxSeconds,
    `must be at most 14 days (${maxSeconds}) together`,
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

/**
 * The waits that an operator wrote under a name, such as `5,10,20`; throws when they are
 * impossible.
 */
export function parseRetryWaits(name: string, text: string | undefined): readonly number[] {
  if (text === undefined || text.trim() === '') return defaultWaitsSeconds

  const parts = text.split(',').map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : NaN))
  const waits = RetryWaits.safeParse(parts)
  if (waits.success) return waits.data
  throw new Error(
    `Cannot read ${name}: '${text}' is not 1 to ${maxWaits} whole seconds, ` +
      `separated by commas, each at least 1 and together at most 14 days (${maxSeconds})`,
  )
}
