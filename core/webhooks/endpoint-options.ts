import * as z from 'zod'

import { RetryWaits } from './waits-input.ts'
import { integerBetween } from '../values/integer.ts'
import { TransformationInput } from './transformation.ts'

/** The rate limit, in attempts per second, and the concurrency limit. */
const Limits = z.object({
  perSecond: integerBetween(1, 1000).exactOptional(),
  inFlight: integerBetween(1, 100).exactOptional(),
})

const LimitsInput = z
  .strictObject(Limits.shape)
  .refine((limits) => Object.keys(limits).length > 0, 'must have perSecond or inFlight')

/** The time limit of an attempt, from the DNS lookup to the headers of the response; default: 30. */
const TimeLimitSeconds = integerBetween(1, 30)

/** Statuses that get a meaning of their own. A 2xx has one, and 1xx end nothing. */
const Statuses = z.array(integerBetween(300, 599)).max(20)

/** `FULL`: the event with its content. `THIN`: which event, and of which resource. */
const Payload = z.enum(['FULL', 'THIN'])
export type Payload = z.infer<typeof Payload>
/** Which deliveries arrive one after the other, in the order of their events; default: NONE. */
const Ordering = z.enum(['NONE', 'RESOURCE'])

/** Which signatures requests have; default: v1. */
const Signatures = z
  .array(z.enum(['v1', 'v1a']))
  .min(1)
  .max(2)

/** The settings of a webhook, as stored. A setting that is absent has its default. */
export const endpointOptions = {
  timeLimitSeconds: TimeLimitSeconds.exactOptional(),
  retryWaitsSeconds: RetryWaits.exactOptional(),
  limits: Limits.exactOptional(),
  acceptedStatuses: Statuses.exactOptional(),
  finalStatuses: Statuses.exactOptional(),
  payload: Payload.exactOptional(),
  transformation: TransformationInput.exactOptional(),
  ordering: Ordering.exactOptional(),
  signatures: Signatures.exactOptional(),
}

/** The settings of a new webhook, as a manager sends them. */
export const endpointOptionInputs = { ...endpointOptions, limits: LimitsInput.exactOptional() }

/** The settings in a change of a webhook; null resets a setting to its default. */
export const endpointOptionChanges = {
  timeLimitSeconds: TimeLimitSeconds.nullable(),
  retryWaitsSeconds: RetryWaits.nullable(),
  limits: LimitsInput.nullable(),
  acceptedStatuses: Statuses.nullable(),
  finalStatuses: Statuses.nullable(),
  payload: Payload.nullable(),
  transformation: TransformationInput.nullable(),
  ordering: Ordering.nullable(),
  signatures: Signatures.nullable(),
}

/** Removes the settings that a change has reset to their defaults. */
export function withoutNulls<T extends object>(
  changed: T,
): { [Name in keyof T]: Exclude<T[Name], null> } {
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== null)) as {
    [Name in keyof T]: Exclude<T[Name], null>
  }
}
