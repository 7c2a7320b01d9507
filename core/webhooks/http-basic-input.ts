import * as z from 'zod'

import { notPlainText, plainText } from '../values/plain-text.ts'

/** HTTP Basic as a manager sends it; RFC 7617: a user name has no colon. */
export const BasicInput = z.strictObject({
  type: z.literal('BASIC'),
  username: z
    .string()
    .min(1)
    .max(256)
    .regex(/^[^:\p{Cc}\p{Cs}]*$/u, 'must have no colon, control characters or unpaired surrogates'),
  password: z.string().min(1).max(512).regex(plainText, notPlainText),
})
