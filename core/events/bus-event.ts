import * as z from 'zod'

import { MaskedPaths, withoutCardData } from './card-data.ts'
import { eventType } from './catalogue.ts'
import { busDetailOf, detailTypesOf, type Event, eventLimitBytes, maskedMember } from './event.ts'
import { Detail, eventWith } from './event-input.ts'
import { fieldErrors, toMessage } from '../values/validation-errors.ts'
import { isObject } from '../values/is-object.ts'
import { type JsonText, textAt, withTextAt } from '../values/json-text.ts'
import { parseJson, withinLevels } from '../values/parse-json.ts'

/** EventBridge's envelope of an event; `id` is the same for every delivery of it. */
const Envelope = z.object({
  id: z.string().min(1),
  'detail-type': z.string(),
  /** When the producer put the event on the bus: the default of its timestamp. */
  time: z.unknown().optional(),
  detail: z.unknown(),
  /** In a message of fan-out to itself: the last webhook that it has handled. */
  after: z.string().exactOptional(),
})

type Read = { event: Event; source: string; after?: string }

/**
 * An event from the bus with the id of its envelope, or why it is malformed and the text that may
 * be stored.
 */
type BusEvent = ({ kind: 'event' } & Read) | { kind: 'malformed'; reason: string; text: JsonText }

/**
 * Parses a message that an EventBridge rule sent to the events queue. The content is JSON, or a
 * string of JSON text.
 */
export function parseBusEvent(message: JsonText): BusEvent {
  const sent = parseJson(message)
  const read: Sent = 'json' in sent ? withPlainContent(sent.json) : sent
  const plain = () => plainText(message, read.content)
  if ('reason' in read) {
    return malformed(read.reason, mentionsCards(plain()) ? redacted : plain())
  }
  const event = eventIn(read, message)
  if (!('reason' in event)) return { kind: 'event', ...event }
  return malformed(event.reason, withoutCardData(plain()))
}

const contentPath = ['detail', 'resource', 'content']

const WithText = z.looseObject({
  detail: z.looseObject({ resource: z.looseObject({ content: z.string() }) }),
})

/** `content` is the JSON text that was sent as a string. */
type Sent = ({ json: unknown } | { reason: string }) & { content?: JsonText }

/** The message with its content as JSON. A string that is no JSON text is content by itself. */
function withPlainContent(json: unknown): Sent {
  const given = WithText.safeParse(json).data
  if (given === undefined) return { json }
  const { detail } = given
  const { content } = detail.resource
  try {
    const resource = { ...detail.resource, content: JSON.parse(content) as unknown }
    return { ...withinLevels({ ...given, detail: { ...detail, resource } }), content }
  } catch {
    return { json }
  }
}

function plainText(message: JsonText, content: JsonText | undefined): JsonText {
  return content === undefined ? message : withTextAt(message, contentPath, content)
}

/** The message that a rule would send for the event, with these fields of the envelope. */
export function toBusMessage(
  event: Event,
  envelope: { id: string; after?: string } & Readonly<Record<string, unknown>>,
): JsonText {
  const type = eventType(event.resource.type, event.resourceAction)
  const fields = JSON.stringify({ ...envelope, 'detail-type': type })
  return `${fields.slice(0, -1)},"detail":${busDetailOf(event)}}`
}

function eventIn(
  { json, content }: { json: unknown; content?: JsonText },
  message: JsonText,
): Read | { reason: string } {
  const envelope = Envelope.safeParse(json)
  if (!envelope.success) return { reason: toMessage(fieldErrors(envelope.error)) }
  const { time, detail: given } = envelope.data
  const detail = Detail.safeParse(isObject(given) ? { timestamp: time, ...given } : given)
  if (!detail.success) return { reason: toMessage(fieldErrors(detail.error)) }
  if (isTooLarge(message, content))
    return { reason: `its detail is larger than ${eventLimitBytes} bytes` }

  const accepted = eventWith(detail.data, () => content?.trim() ?? textAt(message, contentPath))
  const event = withMasked(accepted, isObject(given) ? given['masked'] : undefined)
  const { id, 'detail-type': actual, after } = envelope.data
  const expected = detailTypesOf(event)
  if (expected.includes(actual)) {
    return { event, source: id, ...(after !== undefined && { after }) }
  }
  return { reason: `its detail-type is ${actual}, but its detail is ${expected.join(' or ')}` }
}

/** The event with what the router masked before it put the event on the bus. */
function withMasked(event: Event, given: unknown): Event {
  const { content } = event.resource
  if (given === undefined || content === undefined || event.masked !== undefined) return event
  const masked = MaskedPaths.safeParse(given)
  return masked.success ? { ...event, masked: masked.data } : event
}

function malformed(reason: string, text: JsonText): BusEvent {
  return { kind: 'malformed', reason: `Cannot accept the event: ${reason}`, text }
}

/**
 * Whether a text that is not JSON mentions payment instruments, in any case and escaping. Not even
 * a dead letter may contain card data.
 */
function mentionsCards(text: JsonText): boolean {
  const plain = text.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
  return plain.toLowerCase().includes('payment_instrument')
}

const redacted = '"omitted, as it may contain card data"'

/**
 * Measures the detail with plain content and without masked paths, and only if the whole message is too
 * large.
 */
function isTooLarge(message: JsonText, content: JsonText | undefined): boolean {
  if (Buffer.byteLength(message) <= eventLimitBytes) return false
  const detail = textAt(plainText(message, content), ['detail']) ?? ''
  const masked = textAt(detail, ['masked'])
  const extra = masked === undefined ? 0 : Buffer.byteLength(maskedMember(JSON.parse(masked)))
  return Buffer.byteLength(detail) - extra > eventLimitBytes
}
