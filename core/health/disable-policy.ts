/** How far a webhook's owner has been warned. */
export type Stage = 'half' | 'three quarters'

/** A receiver that only fails. */
export type Failing = {
  /** When the first of these failures happened. */
  since: Date
  /** How many attempts in a row have failed. */
  failures: number
  warned?: { stage: Stage; at: Date } | undefined
}

const dayMs = 86_400_000

/** The webhook is disabled after this long with nothing but failures. */
export const disableAfterMs = 5 * dayMs

/** The minimum time from a warning to the next step, even if events are rare. */
const betweenMs = disableAfterMs / 4

/** A step is due by time and by failures: the retries of a single event must not disable. */
const steps = [
  { step: 'half', afterMs: disableAfterMs / 2, failures: 10 },
  { step: 'three quarters', afterMs: (disableAfterMs * 3) / 4, failures: 15 },
  { step: 'disable', afterMs: disableAfterMs, failures: 20 },
] as const

/** The step that is due for a failing webhook. No step is skipped. */
export function nextStep(
  { since, failures, warned }: Failing,
  now: Date,
): Stage | 'disable' | undefined {
  const next = steps[1 + steps.findIndex(({ step }) => step === warned?.stage)]
  if (next === undefined) return undefined

  const isTime = now.getTime() - since.getTime() >= next.afterMs && failures >= next.failures
  const isRested = warned === undefined || now.getTime() - warned.at.getTime() >= betweenMs
  return isTime && isRested ? next.step : undefined
}
