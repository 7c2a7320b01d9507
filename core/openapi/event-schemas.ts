import * as z from 'zod'

import { EventFields } from '../events/event-input.ts'
import { unwantedReasons } from '../events/unwanted.ts'
import { DeliverySummary } from './delivery-schemas.ts'
import { named } from './named.ts'

const { marketplace, resource, traceparent, test, masked, ...shown } = EventFields.shape

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

/** Why no webhook wanted an event. */
const Unwanted = named(
  'Unwanted',
  z.object({
    reason: z
      .enum(unwantedReasons)
      .describe('Which check no webhook passed: the resource, the action or the filter'),
    explanation: z.string().describe('The reason in words'),
    webhookCount: z
      .int()
      .min(0)
      .describe(
        'For `action`, how many webhooks have the resource; for `filter`, how many have resource and action',
      ),
    webhooks: z.array(z.string()).describe('The ids of these webhooks, at most 5'),
  }),
  { description: 'Why no webhook wanted the event' },
)

const isTest = test.describe('Nothing happened: its publisher only tried it')

/** An event with its deliveries. */
export const EventWithDeliveries = named(
  'EventWithDeliveries',
  z.object({
    event: Notification,
    test: isTest,
    masked: masked.describe(
      'Where the content had card data that is now `null`, at most 100 paths; if there were more, the last item is their number',
    ),
    deliveries: z.array(DeliverySummary).describe('Newest first, at most 500'),
    unwanted: Unwanted.exactOptional(),
  }),
  {
    description:
      'An event with its deliveries; or one that no webhook wanted, without its content and with the reason, `unwanted`',
  },
)

/** An event in a list. */
export const EventSummary = named(
  'EventSummary',
  z.object({
    event: z.object({
      ...shown,
      timestamp: shown.timestamp.describe('Epoch milliseconds'),
      resource: resource.omit({ content: true }),
    }),
    test: isTest,
    acceptedAt: z.iso.datetime(),
    deliveryCount: z.int().min(0).describe('How many webhooks it went to; 0 if none wanted it'),
    unwanted: Unwanted.exactOptional(),
  }),
  { description: 'An event without its content, and how many deliveries it has' },
)

export const Published = named('Published', z.object({ uuid: EventFields.shape.uuid }))
