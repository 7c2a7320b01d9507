import * as z from 'zod'

import { Event } from '../events/event.ts'
import { DeliverySummary } from './delivery-schemas.ts'
import { named } from './named.ts'

const { marketplace, resource, ...shown } = Event.shape

/** An event as receivers get it. */
const Notification = named(
  'Notification',
  z.object({
    ...shown,
    timestamp: shown.timestamp.describe('Epoch milliseconds'),
    resource: z.object({
      ...resource.shape,
      content: z
        .unknown()
        .optional()
        .describe('To the letter, so also numbers that JSON parsers round; absent for `REMOVED`'),
    }),
  }),
  { description: 'An event as receivers get it' },
)

/** An event, and what became of it. */
export const EventWithDeliveries = named(
  'EventWithDeliveries',
  z.object({
    event: Notification,
    deliveries: z.array(DeliverySummary).describe('Newest first, 500 at most'),
  }),
  { description: 'An event, and what became of it' },
)

export const Published = named('Published', z.object({ uuid: Event.shape.uuid }))
