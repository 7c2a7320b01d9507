import * as z from 'zod'

import { StatusInput } from '../manage/deliveries-query.ts'
import { EventFields } from '../events/event-input.ts'
import { AttemptView, LastAttempt } from './attempt-schemas.ts'
import { named } from './named.ts'

const timestamp = z.iso.datetime()

named('DeliveryStatus', StatusInput, {
  description:
    '`pending`: queued or waiting; `skipped`: the webhook was disabled; `dropped`: the webhook was deleted',
})

const shared = {
  id: z.string(),
  webhook: z.string().describe('The id of the webhook'),
  event: z.object({
    uuid: EventFields.shape.uuid,
    timestamp: EventFields.shape.timestamp.describe('Epoch milliseconds'),
    resource: EventFields.shape.resource.pick({ type: true, uuid: true }),
    resourceAction: EventFields.shape.resourceAction,
  }),
  status: StatusInput,
  createdAt: timestamp,
  attemptCount: z.int().nonnegative(),
  nextAttemptAt: timestamp
    .exactOptional()
    .describe('When the next attempt is due, while the delivery waits'),
  requested: z
    .object({ by: z.string(), at: timestamp })
    .exactOptional()
    .describe('The manual retry, while it is pending'),
  isTest: z.literal(true).exactOptional().describe('Present if the delivery is a test'),
  recovery: z.string().exactOptional().describe('The id of the latest recovery that sent it again'),
}

/** A delivery in a list. */
export const DeliverySummary = named(
  'DeliverySummary',
  z.object({ ...shared, lastAttempt: LastAttempt.exactOptional() }),
  { description: 'A delivery in a list, with its latest attempt only' },
)

/** A delivery with its attempts. */
export const DeliveryView = named(
  'Delivery',
  z.object({ ...shared, attempts: z.array(AttemptView).describe('Oldest first') }),
  { description: 'The delivery of one event to one webhook, with every attempt' },
)
