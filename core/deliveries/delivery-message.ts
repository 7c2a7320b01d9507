import type { Event } from '../events/event.ts'
import { hasTexts } from '../values/has-texts.ts'
import { parseJson } from '../values/parse-json.ts'
import type { Delivery } from './delivery.ts'
import { type DueAttempt, firstAttempt } from './due-attempt.ts'

/** On the deliveries queue: make this attempt. */
export type DeliveryMessage = DueAttempt & {
  /** Until when the attempt's waiting row is leased to this message; a first attempt has no row. */
  leasedUntil?: string
  /** Saves a first attempt its reads. A large event is omitted, and read when it is sent. */
  enclosed?: { delivery: Delivery; event?: Event }
  /** The version of the webhook that fan-out saw: deliver uses none before it. */
  webhookVersion?: number
  /** A person requested the attempt: it is made even while the webhook is paused. */
  isRequested?: boolean
  /** Another message for the same attempt may exist. */
  isRedelivered?: boolean
}

export type DeliveryQueue = {
  queueDeliveries: (messages: readonly DeliveryMessage[]) => Promise<void>
}

/**
 * The group of a message: its endpoint's, or one of its own for attempts that people requested, so that
 * neither delays the other. It begins with the marketplace.
 */
export function groupOf({ marketplace, endpoint, isRequested }: DeliveryMessage): string {
  const group = `${marketplace}/${endpoint}`
  return isRequested === true ? `${group}/requested` : group
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
