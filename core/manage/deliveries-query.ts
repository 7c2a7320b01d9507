import * as z from 'zod'

import { statuses } from '../deliveries/delivery.ts'
import { maxBusinessIdLength } from '../events/business-ids.ts'
import { actionsOf, eventType, resourceTypes } from '../events/catalogue.ts'
import { comparable, EventId } from '../events/event-id.ts'
import { ActionInput, ResourceTypeInput } from '../events/event-input.ts'
import { Timestamp } from '../values/timestamp-input.ts'

export const StatusInput = z.enum(statuses)

/** The most values of one filter. */
const maxValues = 10

/** A parameter that may be repeated: one of its values is enough. */
function several<Value extends z.ZodType>(value: Value) {
  return z
    .preprocess(
      (given) => [given].flat(),
      z.array(value).max(maxValues, `must be given at most ${maxValues} times`),
    )
    .exactOptional()
}

const eventTypes: ReadonlySet<string> = new Set(
  resourceTypes.flatMap((type) => actionsOf(type).map((action) => eventType(type, action))),
)

const EventTypeInput = z
  .string()
  .toLowerCase()
  .refine((type) => eventTypes.has(type), {
    error: ({ input }) =>
      `${JSON.stringify(input)} is not an event type, such as subscription.changed`,
  })

/** The filters of a list of deliveries. Each one narrows it further. */
export const deliveryFilters = {
  webhook: several(z.string().min(1).max(64)),
  status: several(StatusInput),
  resource: several(ResourceTypeInput),
  action: several(ActionInput),
  eventType: several(EventTypeInput),
  /** When the delivery was created; both ends are included. */
  from: Timestamp.exactOptional(),
  to: Timestamp.exactOptional(),
  /** The status code of the response to the last attempt. */
  statusCode: several(
    z
      .string()
      .regex(/^[1-5][0-9]{2}$/, 'must be a whole number from 100 to 599')
      .transform(Number),
  ),
  /** Why the last attempt failed: `timeout: dns`, or `timeout` for every kind of timeout. */
  reason: several(z.string().min(1).max(200)),
  event: several(EventId.transform(comparable)),
  resourceUuid: several(z.string().min(1).max(255)),
  /** A value of the event's content, or the id of its resource. */
  businessId: several(z.string().trim().min(1).max(maxBusinessIdLength)),
} satisfies z.ZodRawShape

/** All filters but the time. */
export const mayRepeat: ReadonlySet<string> = new Set(
  Object.keys(deliveryFilters).filter((name) => name !== 'from' && name !== 'to'),
)
