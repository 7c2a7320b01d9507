import * as z from 'zod'

import { Detail, detailTypesOf, type Event, eventFrom, eventLimitBytes } from './event.ts'
import { fieldErrors, inWords } from './field-error.ts'
import { type JsonText, textAt } from './json-text.ts'
import { readJson } from './read-json.ts'

/** What EventBridge wraps around a detail; `id` is the same whenever it hands the event over. */
const Envelope = z.object({ id: z.string().min(1), 'detail-type': z.string(), detail: z.unknown() })

/** An event from the bus with the id of its message there, or what is wrong with it. */
export type BusEvent =
  { kind: 'event'; event: Event; source: string } | { kind: 'malformed'; reason: string }

/** Reads what a rule of the bus put on the events queue. */
export function readBusEvent(text: JsonText): BusEvent {
  const read = readJson(text)
  if ('fault' in read) return malformed(read.fault)

  const envelope = Envelope.safeParse(read.json)
  if (!envelope.success) return malformed(inWords(fieldErrors(envelope.error)))
  const detail = Detail.safeParse(envelope.data.detail)
  if (!detail.success) return malformed(inWords(fieldErrors(detail.error)))
  if (isTooLarge(text)) return malformed(`its detail is larger than ${eventLimitBytes} bytes`)

  const event = eventFrom(detail.data, text, ['detail'])
  const said = envelope.data['detail-type']
  const meant = detailTypesOf(event)
  if (!meant.includes(said)) {
    return malformed(`its detail-type is ${said}, but its detail says ${meant.join(' or ')}`)
  }
  return { kind: 'event', event, source: envelope.data.id }
}

function malformed(reason: string): BusEvent {
  return { kind: 'malformed', reason: `Cannot accept the event: ${reason}` }
}

/** Looks at the detail alone only when all of it is suspicious. */
function isTooLarge(text: JsonText): boolean {
  if (Buffer.byteLength(text) <= eventLimitBytes) return false
  return Buffer.byteLength(textAt(text, ['detail']) ?? '') > eventLimitBytes
}
