import * as z from 'zod'

/** The body of an operation that takes no fields. */
export const EmptyBody = z.strictObject({})
