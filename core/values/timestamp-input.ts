import * as z from 'zod'

/**
 * A timestamp with any UTC offset, normalized to ISO 8601 in UTC. The offset must not move it out of
 * the years 0000 to 9999: timestamps are compared as text.
 */
export const Timestamp = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .refine((utc) => /^\d{4}-/.test(utc), 'must be in the years 0000 to 9999 in UTC')
