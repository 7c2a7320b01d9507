import * as z from 'zod'

import { channelFilters } from '../integration/manage/channel-events.ts'
import { EventType } from './integration-schemas.ts'
import { describe, named } from './named.ts'

/** The schemas of the marketplace's own API of events. */

describe(channelFilters, {
  fromDate: 'Only events that were created at this time or later, in epoch milliseconds',
  toDate: 'Only events that were created at this time or earlier, in epoch milliseconds',
  orderId: 'Only events of this order',
  type: 'Only events of this type',
  searchText: 'Text to find, case-insensitively',
  page: 'The number of the page, from 0',
  size: 'The number of events on a page',
  sortOrder: 'Whether the oldest or the newest event comes first',
})

const links = z.array(z.unknown())
export const ChannelEvent = named(
  'ChannelEvent',
  z.object({
    uuid: z.string().describe('The token'),
    type: EventType,
    creationDate: z.int().describe('Epoch milliseconds'),
    product: z.object({ productId: z.string(), name: z.string().nullable(), links }),
    company: z.object({ companyId: z.string(), name: z.string().nullable(), links }).nullable(),
    orderId: z.string().nullable(),
    subscriptionId: z.string().nullable(),
    consumed: z.boolean(),
    successful: z.boolean(),
    asynchronous: z.boolean(),
    error: z.object({ code: z.string(), message: z.string().nullable() }).nullable(),
    manuallyResolved: z.boolean(),
    links,
  }),
  { description: 'An integration event in the shape of the marketplace’s own API' },
)

export const ChannelPage = named(
  'ChannelEventPage',
  z.object({
    links,
    content: z.array(ChannelEvent),
    page: z.object({
      size: z.int(),
      totalElements: z.int(),
      totalPages: z.int(),
      number: z.int(),
    }),
  }),
)
