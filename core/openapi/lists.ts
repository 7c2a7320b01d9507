import * as z from 'zod'

import { DeliverySummary } from './delivery-schemas.ts'
import { EventSummary } from './event-schemas.ts'
import { named } from './named.ts'
import { WebhookView } from './webhook-schemas.ts'

/** A page of a list. */
export function pageOf<Item extends z.ZodType>(id: string, item: Item, description: string) {
  const cursor = z
    .string()
    .exactOptional()
    .describe(
      'Present if there are more items: repeat the request with this `cursor` to get the next page',
    )
  return named(id, z.object({ items: z.array(item), cursor }), { description })
}

export const WebhookPage = pageOf('WebhookPage', WebhookView, 'Webhooks, in the requested order')

export const DeliveryPage = pageOf(
  'DeliveryPage',
  DeliverySummary,
  'Deliveries, newest first. A page of a filtered list may have fewer items than `limit`, or none, and still have a cursor',
)

export const EventPage = pageOf(
  'EventPage',
  EventSummary,
  'Events, newest first. A page of a filtered list may have fewer items than `limit`, or none, and still have a cursor',
)
