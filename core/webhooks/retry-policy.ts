/**
 * Seconds to wait after the first, second, … failed attempt: eleven attempts with the first. The
 * marketplace documents the first six waits. With ours, they add up to 40 hours.
 */
export const defaultWaitsSeconds: readonly number[] = [
  300, 600, 1200, 2400, 3600, 7200, 14400, 28800, 43200, 43200,
]

/** The waits of a webhook's deliveries: its own, or otherwise the router's. */
export function retryWaits(
  webhook: { retryWaitsSeconds?: readonly number[] },
  defaults: readonly number[],
): readonly number[] {
  return webhook.retryWaitsSeconds ?? defaults
}
