import * as z from 'zod'

import { named } from './named.ts'

const Result = named(
  'FilterTestResult',
  z.object({
    source: z.enum(['body', 'sample', 'recent']).describe('What the filter was tried on'),
    event: z.string().exactOptional().describe('The event type'),
    uuid: z.string().exactOptional().describe('The uuid of the event'),
    timestamp: z.int().exactOptional().describe('The time of the event, in epoch milliseconds'),
    matches: z.boolean(),
    reason: z.string().exactOptional().describe('Why the filter does not match'),
    fields: z
      .array(z.string())
      .exactOptional()
      .describe('The fields at which it does not match, such as `resource.content.status`'),
  }),
  { description: 'Whether a filter matches one event' },
)

export const FilterTestResults = named(
  'FilterTestResults',
  z.object({ items: z.array(Result).describe('The sample first, then recent events') }),
)
