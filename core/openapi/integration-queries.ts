import * as z from 'zod'

import { integrationEventFilters } from '../integration/manage/events-query.ts'
import { annotate, describe } from './named.ts'
import { trimmedPattern } from './text-patterns.ts'

/** The queries about integration events. */

export const waitQuery = {
  wait: z
    .enum(['true', 'false'])
    .optional()
    .describe('Whether to wait up to 8 s for the outcome; default: false'),
}
export const formatQuery = {
  format: z.enum(['json', 'xml']).optional().describe('Default: json'),
}

describe(integrationEventFilters, {
  product: 'Only events of this product',
  type: 'Only events of this type',
  status: 'Only events with this status',
  text: 'Text to find in token, product, company, user, account, subscription, order and error, case-insensitively',
  from: 'Only events that were created at this time or later',
  to: 'Only events that were created at this time or earlier',
})
annotate(integrationEventFilters.text.unwrap(), { pattern: trimmedPattern })
