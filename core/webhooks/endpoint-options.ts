import * as z from 'zod'

import { RetryWaits } from './retry-policy.ts'
import { integerBetween } from '../values/integer.ts'

/** At most so many deliveries a second, and so many attempts at once. */
const Limits = z.object({
  perSecond: integerBetween(1, 1000).exactOptional(),
  inFlight: integerBetween(1, 100).exactOptional(),
})

const LimitsInput = z
  .strictObject(Limits.shape)
  .refine((limits) => Object.keys(limits).length > 0, 'must have perSecond or inFlight')

/** For everything, from the DNS question to the last byte that is read; usually 30. */
const TimeLimitSeconds = integerBetween(1, 30)

/** The settings of a webhook, as they are stored. What it does not set is as usual. */
export const endpointOptions = {
  timeLimitSeconds: TimeLimitSeconds.exactOptional(),
  retryWaitsSeconds: RetryWaits.exactOptional(),
  limits: Limits.exactOptional(),
}

/** The same, as a manager writes them. */
export const endpointOptionInputs = { ...endpointOptions, limits: LimitsInput.exactOptional() }

/** The same in a change, where null puts one back to what is usual. */
export const endpointOptionChanges = {
  timeLimitSeconds: TimeLimitSeconds.nullable(),
  retryWaitsSeconds: RetryWaits.nullable(),
  limits: LimitsInput.nullable(),
}

/** After a change: without the settings that it put back. */
export function withoutNulls<T extends object>(
  changed: T,
): { [Name in keyof T]: Exclude<T[Name], null> } {
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== null)) as {
    [Name in keyof T]: Exclude<T[Name], null>
  }
}
