import * as z from 'zod'

import { EventFields } from '../events/event-input.ts'
import { DeliverySummary } from './delivery-schemas.ts'
import { named } from './named.ts'

const { marketplace, resource, traceparent, test, ...shown } = EventFields.shape

/** An event as receivers get it. */
export const Notification = named(
  'Notification',
  z.object({
    ...shown,
    timestamp: shown.timestamp.describe('Epoch milliseconds'),
    resource: z.object({
      ...resource.shape,
      content: z
        .unknown()
        .optional()
        .describe(
          'Verbatim, including numbers that JSON parsers would round; absent for `REMOVED`',
        ),
    }),
  }),
  { description: 'An event as receivers get it' },
)

/** An event with its deliveries. */
export const EventWithDeliveries = named(
  'EventWithDeliveries',
  z.object({
    event: Notification,
    test: test.describe('Nothing happened: its publisher only tried it'),
    deliveries: z.array(DeliverySummary).describe('Newest first, at most 500'),
  }),
  { description: 'An event with its deliveries' },
)

export const Published = named('Published', z.object({ uuid: EventFields.shape.uuid }))
