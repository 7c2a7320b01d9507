import * as z from 'zod'

import { Timestamp } from '../../values/timestamp-input.ts'
import { integrationEventTypes } from '../event-types.ts'

/** The filters of the list of integration events. */
export const integrationEventFilters = {
  product: z.string().min(1).max(64).optional(),
  type: z.enum(integrationEventTypes).optional(),
  status: z.enum(['pending', 'complete', 'failed']).optional(),
  text: z.string().trim().min(1).max(1024).optional(),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
}
