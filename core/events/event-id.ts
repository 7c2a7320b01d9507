import * as z from 'zod'

/** A UUID, a ULID, or another id such as `evt_4711`. */
export const EventId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must have 1 to 64 letters, digits, "-" and "_", such as a UUID')

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The spelling by which ids are compared: a UUID is the same in any case, no other id is. */
export function comparable(eventId: string): string {
  return uuid.test(eventId) ? eventId.toLowerCase() : eventId
}
