import * as z from 'zod'

import { withoutCardData } from './card-data.ts'
import { Detail, detailTypesOf, type Event, eventFrom, eventLimitBytes } from './event.ts'
import { fieldErrors, toMessage } from '../values/validation-errors.ts'
import { type JsonText, textAt } from '../values/json-text.ts'
import { parseJson } from '../values/parse-json.ts'

/** What EventBridge wraps around a detail; `id` is the same whenever it hands the event over. */
const Envelope = z.object({ id: z.string().min(1), 'detail-type': z.string(), detail: z.unknown() })

/**
 * An event from the bus with the id of its message there, or what is wrong and may be kept of it.
 */
type BusEvent =
  | { kind: 'event'; event: Event; source: string }
  | { kind: 'malformed'; reason: string; text: JsonText }

/** Reads what a rule of the bus put on the events queue. */
export function parseBusEvent(text: JsonText): BusEvent {
  const read = parseJson(text)
  if ('fault' in read) return malformed(read.fault, isAboutCards(text) ? leftOut : text)

  const event = eventIn(read.json, text)
  if (!('fault' in event)) return { kind: 'event', ...event }
  return malformed(event.fault, withoutCardData(text))
}

function eventIn(
  json: unknown,
  text: JsonText,
): { event: Event; source: string } | { fault: string } {
  const envelope = Envelope.safeParse(json)
  if (!envelope.success) return { fault: toMessage(fieldErrors(envelope.error)) }
  const detail = Detail.safeParse(envelope.data.detail)
  if (!detail.success) return { fault: toMessage(fieldErrors(detail.error)) }
  if (isTooLarge(text)) return { fault: `its detail is larger than ${eventLimitBytes} bytes` }

  const event = eventFrom(detail.data, text, ['detail'])
  const said = envelope.data['detail-type']
  const meant = detailTypesOf(event)
  if (meant.includes(said)) return { event, source: envelope.data.id }
  return { fault: `its detail-type is ${said}, but its detail says ${meant.join(' or ')}` }
}

function malformed(fault: string, text: JsonText): BusEvent {
  return { kind: 'malformed', reason: `Cannot accept the event: ${fault}`, text }
}

/** Card data is not even kept in a dead letter, in whatever letters the type is written. */
function isAboutCards(text: JsonText): boolean {
  const plain = text.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
  return plain.toLowerCase().includes('payment_instrument')
}

const leftOut = '"left out, for it may hold card data"'

/** Looks at the detail alone only when all of it is suspicious. */
function isTooLarge(text: JsonText): boolean {
  if (Buffer.byteLength(text) <= eventLimitBytes) return false
  return Buffer.byteLength(textAt(text, ['detail']) ?? '') > eventLimitBytes
}
