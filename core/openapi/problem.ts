import * as z from 'zod'

import { named } from './named.ts'

const FieldError = named(
  'FieldError',
  z.object({
    path: z
      .string()
      .describe('The path of the field, such as `actions.0`; empty for the whole body'),
    message: z.string().describe('Why the field is invalid'),
  }),
  { description: 'An invalid field' },
)

/** Every error response, per RFC 9457. */
export const Problem = named(
  'Problem',
  z.object({
    type: z.literal('about:blank'),
    title: z.string().describe('The name of the HTTP status'),
    status: z.int().describe('The HTTP status'),
    detail: z.string().describe('What could not be done, and why. For people; the text may change'),
    errors: z.array(FieldError).exactOptional().describe('All invalid fields'),
    conflictsWith: z
      .string()
      .exactOptional()
      .describe(
        'For a 409: the id of the conflicting webhook, or the token of the event that is pending or repeats it',
      ),
  }),
  { description: 'An error, per RFC 9457' },
)
