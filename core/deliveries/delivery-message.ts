import * as z from 'zod'

import { Event } from '../events/event.ts'
import { hasTexts } from '../values/has-texts.ts'
import { parseJson } from '../values/parse-json.ts'
import { Delivery } from './delivery.ts'
import { DueAttempt, firstAttempt } from './due-attempt.ts'

/** On the deliveries queue: make this attempt. */
export const DeliveryMessage = DueAttempt.extend({
  /** Until when the attempt's waiting row is leased to this message; a first attempt has no row. */
  leasedUntil: z.iso.datetime().exactOptional(),
  /** Saves a first attempt its reads. A large event is omitted, and read when it is sent. */
  enclosed: z.object({ delivery: Delivery, event: Event.exactOptional() }).exactOptional(),
  /** A person requested the attempt: it is made even while the webhook is paused. */
  isRequested: z.boolean().exactOptional(),
  /** Another message for the same attempt may exist. */
  isRedelivered: z.boolean().exactOptional(),
})
export type DeliveryMessage = z.infer<typeof DeliveryMessage>

export type DeliveryQueue = {
  queueDeliveries: (messages: readonly DeliveryMessage[]) => Promise<void>
}

/** The message for a delivery's first attempt. */
export function firstMessage(delivery: Delivery, event?: Event): DeliveryMessage {
  return { ...firstAttempt(delivery), enclosed: { delivery, ...(event && { event }) } }
}

/** Whether a JSON value is a message that this version sends. What it encloses is not checked. */
export function isDeliveryMessage(json: unknown): json is DeliveryMessage {
  return (
    hasTexts(json, ['marketplace', 'endpoint', 'delivery', 'dueAt']) &&
    Number.isInteger(json['number'])
  )
}

/** The ids in the body of any message, as fields of a log line. */
export function idsOfMessage(body: string): Record<string, string> {
  const read = parseJson(body)
  if (!('json' in read) || !hasTexts(read.json, ['marketplace', 'endpoint'])) return {}
  const { marketplace, endpoint, delivery } = read.json
  return { marketplace, webhook: endpoint, ...(typeof delivery === 'string' && { delivery }) }
}
