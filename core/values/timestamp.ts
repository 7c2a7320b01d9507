import * as z from 'zod'

/** A moment as people may write it; from here on as it is written everywhere. */
export const Timestamp = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())

/** The moment so many milliseconds after another, as it is written everywhere: ISO 8601, in UTC. */
export function addMs(at: Date, ms: number): string {
  return new Date(at.getTime() + ms).toISOString()
}
