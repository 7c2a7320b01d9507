import * as z from 'zod'

/** How far a webhook's owner has been warned. */
export const Stage = z.enum(['half', 'three quarters'])
export type Stage = z.infer<typeof Stage>

/** What is known of a receiver that does nothing but fail. */
export type Failing = {
  /** The first failure of the row. */
  since: Date
  /** How many attempts in a row have failed. */
  failures: number
  warned?: { stage: Stage; at: Date } | undefined
}

const dayMs = 86_400_000

/** So long nothing but failures, and the webhook is disabled. */
export const disableAfterMs = 5 * dayMs

/** Nobody goes from a warning to the next step sooner, however few events there are. */
const betweenMs = disableAfterMs / 4

/** When which step is due: by the clock, and by so many failures that it is no single event's. */
const steps = [
  { step: 'half', afterMs: disableAfterMs / 2, failures: 10 },
  { step: 'three quarters', afterMs: (disableAfterMs * 3) / 4, failures: 15 },
  { step: 'disable', afterMs: disableAfterMs, failures: 20 },
] as const

/**
 * The step that is due for a failing webhook; each in its turn, none without the warning before.
 */
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
