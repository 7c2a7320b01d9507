import * as z from 'zod'

import { Timestamp } from '../values/timestamp-input.ts'
import { deliveryFilters } from './deliveries-query.ts'

const { resource, action, resourceUuid } = deliveryFilters

/** The filters of a list of events. Each one narrows it further. */
export const eventFilters = {
  resource,
  action,
  resourceUuid,
  /** When the event was accepted; both ends are included. */
  from: Timestamp.exactOptional(),
  to: Timestamp.exactOptional(),
  /** Only events with deliveries, or only those that no webhook wanted. */
  wanted: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .exactOptional(),
} satisfies z.ZodRawShape

/** The filters that may have several values. */
export const mayRepeat: ReadonlySet<string> = new Set(['resource', 'action', 'resourceUuid'])
