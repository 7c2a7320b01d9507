/** Up to this share of a wait is added at random, so that simultaneous failures spread out. */
const jitter = 0.1

/**
 * Seconds until the next attempt, after `attempts` failed ones; undefined after the last.
 * `random` returns a number from 0 to 1.
 */
export function nextWaitSeconds(
  attempts: number,
  waitsSeconds: readonly number[],
  random: () => number,
): number | undefined {
  const wait = waitsSeconds[attempts - 1]
  return wait === undefined ? undefined : wait * (1 + random() * jitter)
}
