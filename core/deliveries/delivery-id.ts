import { comparable } from '../events/event-id.ts'

/** What the id of a delivery says: when its event was accepted, which event, and for which endpoint. */
export type DeliveryPlace = { acceptedAt: string; event: string; endpoint: string }

/**
 * The id of a delivery: letters, digits, `-` and `_`, opaque to callers. It is the same whenever it
 * is made, sorts by age, and contains the place of the delivery's row, so that one read finds it.
 */
export function deliveryId({ acceptedAt, event, endpoint }: DeliveryPlace): string {
  return `${eventPosition(acceptedAt, event)}${coded(endpoint)}`
}

/** The place in a delivery's id; undefined when the text is not the id of a delivery. */
export function placeOf(id: string): DeliveryPlace | undefined {
  const time = id.slice(0, timeDigits)
  if (!/^[0-9a-z]{8}$/.test(time)) return undefined
  const event = firstCoded(id.slice(timeDigits))
  const endpoint = event && firstCoded(event.rest)
  if (event === undefined || endpoint?.rest !== '') return undefined
  const acceptedAt = timeAt(time)
  const place = { acceptedAt, event: event.id, endpoint: endpoint.id }
  return deliveryId(place) === id ? place : undefined
}

/** Where an event is in lists: the start of the ids of its deliveries. */
export function eventPosition(acceptedAt: string, event: string): string {
  return `${positionAt(acceptedAt)}${coded(comparable(event))}`
}

/** The start of a delivery's id that is the position of its event. */
export function eventPositionIn(id: string): string {
  const code = id.slice(timeDigits)
  return id.slice(0, timeDigits + codeLength(code))
}

/** The uuid of the event at a position, or of a delivery's event, as it is compared. */
export function eventAt(position: string): string {
  return firstCoded(position.slice(timeDigits))?.id ?? ''
}

/** The first position of a millisecond. */
export function positionAt(iso: string): string {
  const ms = Math.min(Math.max(Date.parse(iso), 0), lastMs)
  return ms.toString(36).padStart(timeDigits, '0')
}

/** The last position of a millisecond. */
export function lastPositionAt(iso: string): string {
  return after(positionAt(iso))
}

/** The time at a position. */
export function timeAt(position: string): string {
  return new Date(parseInt(position.slice(0, timeDigits), 36)).toISOString()
}

/** A position right after everything that begins with this one. */
export function after(position: string): string {
  return `${position}~` // sorts after each character of an id
}

/** An id in the id of a delivery: a uuid in 23 characters, any other after its length. */
export function coded(id: string): string {
  if (uuid.test(id)) return `u${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}`
  const [kind, text] = /^[\w-]*$/.test(id) ? ['t', id] : ['x', Buffer.from(id).toString('hex')]
  return `${kind}${text.length.toString(36).padStart(lengthDigits, '0')}${text}`
}

/** The id that was coded. */
export function decoded(code: string): string {
  return firstCoded(code)?.id ?? ''
}

/** Until the year 2059. */
const timeDigits = 8
const lastMs = 36 ** timeDigits - 1

const lengthDigits = 2

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const uuidLength = 22

/** The id at the start, and what comes after it. */
function firstCoded(text: string): { id: string; rest: string } | undefined {
  const end = codeLength(text)
  if (Number.isNaN(end) || text.length < end) return undefined
  const rest = text.slice(end)
  if (text.startsWith('u')) return { id: uuidIn(text.slice(1, end)), rest }
  const code = text.slice(1 + lengthDigits, end)
  return { id: text.startsWith('t') ? code : Buffer.from(code, 'hex').toString(), rest }
}

/** The length of the coded id at the start; NaN if there is none. */
function codeLength(text: string): number {
  if (text.startsWith('u')) return 1 + uuidLength
  return 1 + lengthDigits + parseInt(text.slice(1, 1 + lengthDigits), 36)
}

function uuidIn(code: string): string {
  const hex = Buffer.from(code, 'base64url').toString('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
  return [...parts, hex.slice(20)].join('-')
}
