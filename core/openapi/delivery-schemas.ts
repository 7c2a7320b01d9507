import * as z from 'zod'

import type { Status } from '../deliveries/delivery.ts'
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
    .describe(
      'When the next attempt may be made at the earliest, while the delivery waits; never in the past',
    ),
  heldBack: z
    .object({ reason: z.enum(['retry-after', 'circuit-open']), until: timestamp })
    .exactOptional()
    .describe(
      'Why the delivery waits although it may be due: the receiver sent `Retry-After`, or it keeps failing and one delivery at a time is sent as a probe. `until` is when sending may resume',
    ),
  waitsFor: z
    .string()
    .exactOptional()
    .describe(
      'With `ordering: RESOURCE`, the id of the earlier delivery that has to end first: the oldest one of the same webhook and resource that has not ended. Present while the delivery waits for it, instead of `nextAttemptAt`',
    ),
  requested: z
    .object({ by: z.string(), at: timestamp })
    .exactOptional()
    .describe('The manual retry, while it is pending'),
  isTest: z.literal(true).exactOptional().describe('Present if the delivery is a test'),
  sequence: z
    .int()
    .positive()
    .exactOptional()
    .describe(
      'With `ordering: RESOURCE`, which delivery of its webhook and resource it is, from 1, as in `postrider-sequence`',
    ),
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
  z.object({
    ...shared,
    attemptLimit: z
      .int()
      .positive()
      .exactOptional()
      .describe('The number of its last planned attempt, while the delivery waits'),
    givesUpAt: timestamp
      .exactOptional()
      .describe('When that attempt is due at the earliest, while the delivery waits'),
    attempts: z.array(AttemptView).describe('Oldest first'),
  }),
  { description: 'The delivery of one event to one webhook, with every attempt' },
)

const Count = named(
  'DeliveryCount',
  z.object({
    count: z.int().nonnegative(),
    isExact: z.boolean().describe('Whether that is all: counting stops at 100, or earlier'),
  }),
  { description: 'How many deliveries there are, at least' },
)

export const DeliveryCounts = named(
  'DeliveryCounts',
  z.object({
    pending: Count,
    successful: Count,
    failed: Count,
    skipped: Count,
    dropped: Count,
  } satisfies Record<Status, typeof Count>),
  { description: 'The number of deliveries by status' },
)
