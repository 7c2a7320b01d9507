import * as z from 'zod'

/** A timestamp with any UTC offset, normalized to ISO 8601 in UTC. */
export const Timestamp = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())

/** The time this many milliseconds later, as ISO 8601 in UTC. */
export function addMs(at: Date, ms: number): string {
  return new Date(at.getTime() + ms).toISOString()
}
