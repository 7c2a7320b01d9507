import * as z from 'zod'

import { statuses } from '../deliveries/delivery.ts'
import { comparable, EventId } from '../events/event-id.ts'
import { ActionInput, ResourceTypeInput } from '../events/event-input.ts'
import { Timestamp } from '../values/timestamp-input.ts'

export const StatusInput = z.enum(statuses)

/** The filters of a list of deliveries. Each one narrows it further. */
export const deliveryFilters = {
  webhook: z.string().min(1).max(64).exactOptional(),
  status: StatusInput.exactOptional(),
  resource: ResourceTypeInput.exactOptional(),
  action: ActionInput.exactOptional(),
  /** When the delivery was created; both ends are included. */
  from: Timestamp.exactOptional(),
  to: Timestamp.exactOptional(),
  /** The status code of the response to the last attempt. */
  statusCode: z
    .string()
    .regex(/^[1-5][0-9]{2}$/, 'must be a whole number from 100 to 599')
    .transform(Number)
    .exactOptional(),
  /** Why the last attempt failed: `timeout: dns`, or `timeout` for every kind of timeout. */
  reason: z.string().min(1).max(200).exactOptional(),
  event: EventId.transform(comparable).exactOptional(),
  resourceUuid: z.string().min(1).max(255).exactOptional(),
} satisfies z.ZodRawShape
