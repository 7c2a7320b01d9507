import * as z from 'zod'

import { named } from './named.ts'

const FieldError = named(
  'FieldError',
  z.object({
    path: z.string().describe('Where the field is, such as `actions.0`; empty for the whole body'),
    message: z.string().describe('Why it was not accepted'),
  }),
  { description: 'What is wrong with one field' },
)

/** Every error: RFC 9457. */
export const Problem = named(
  'Problem',
  z.object({
    type: z.literal('about:blank'),
    title: z.string().describe('What the status is called'),
    status: z.int().describe('The status of the answer'),
    detail: z
      .string()
      .describe('What could not be done, and why, for people; nothing to compare with'),
    errors: z.array(FieldError).exactOptional().describe('Every field that was not accepted'),
    conflictsWith: z
      .string()
      .exactOptional()
      .describe('The id of the webhook that is in the way, with a 409 because of another one'),
  }),
  { description: 'An error, as RFC 9457 has it' },
)
