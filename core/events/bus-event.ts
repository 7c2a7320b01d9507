import * as z from 'zod'

import { withoutCardData } from './card-data.ts'
import { eventType } from './catalogue.ts'
import { busDetailOf, detailTypesOf, type Event, eventLimitBytes } from './event.ts'
import { Detail, eventFrom } from './event-input.ts'
import { fieldErrors, toMessage } from '../values/validation-errors.ts'
import { type JsonText, textAt, withTextAt } from '../values/json-text.ts'
import { parseJson } from '../values/parse-json.ts'

/** EventBridge's envelope of an event; `id` is the same for every delivery of it. */
const Envelope = z.object({
  id: z.string().min(1),
  'detail-type': z.string(),
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
  const asSent = parseJson(message)
  const text = 'json' in asSent ? withPlainContent(message, asSent.json) : message
  const read = text === message ? asSent : parseJson(text)
  if ('reason' in read) return malformed(read.reason, mentionsCards(text) ? redacted : text)

  const event = eventIn(read.json, text)
  if (!('reason' in event)) return { kind: 'event', ...event }
  return malformed(event.reason, withoutCardData(text))
}

const contentPath = ['detail', 'resource', 'content']

const WithText = z.object({
  detail: z.object({ resource: z.object({ content: z.string() }) }),
})

/** The message with its content as JSON. A string that is no JSON text is content by itself. */
function withPlainContent(message: JsonText, json: unknown): JsonText {
  const content = WithText.safeParse(json).data?.detail.resource.content
  if (content === undefined || !isJson(content)) return message
  return withTextAt(message, contentPath, content)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
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

function eventIn(json: unknown, text: JsonText): Read | { reason: string } {
  const envelope = Envelope.safeParse(json)
  if (!envelope.success) return { reason: toMessage(fieldErrors(envelope.error)) }
  const detail = Detail.safeParse(envelope.data.detail)
  if (!detail.success) return { reason: toMessage(fieldErrors(detail.error)) }
  if (isTooLarge(text)) return { reason: `its detail is larger than ${eventLimitBytes} bytes` }

  const event = eventFrom(detail.data, text, ['detail'])
  const { id, 'detail-type': actual, after } = envelope.data
  const expected = detailTypesOf(event)
  if (expected.includes(actual)) {
    return { event, source: id, ...(after !== undefined && { after }) }
  }
  return { reason: `its detail-type is ${actual}, but its detail is ${expected.join(' or ')}` }
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

/** Measures the detail only if the whole text is too large. */
function isTooLarge(text: JsonText): boolean {
  if (Buffer.byteLength(text) <= eventLimitBytes) return false
  return Buffer.byteLength(textAt(text, ['detail']) ?? '') > eventLimitBytes
}
