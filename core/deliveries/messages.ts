import * as z from 'zod'

import { Delivery } from './delivery.ts'
import { Event, Marketplace } from '../events/event.ts'
import { parseJson } from '../values/parse-json.ts'

/**
 * On the deliveries queue: make the first attempt, with its event if that is small, or a later
 * one, whose event and delivery are in the tables.
 */
export const DeliveryMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('first'),
    delivery: Delivery,
    event: Event.optional(),
    /** Whether there may be another message for the same attempt. */
    isRedelivered: z.boolean().exactOptional(),
  }),
  z.object({
    kind: z.literal('later'),
    marketplace: Marketplace,
    webhook: z.string(),
    delivery: z.string(),
    /** Of the attempt to make. */
    number: z.int().positive(),
    /**
     * Where its row may be found among the waiting ones: when it was due, or until when it is lent.
     */
    dueAt: z.iso.datetime(),
    leasedUntil: z.iso.datetime(),
    /** Somebody asked for it: it goes out though the webhook is held or its circuit is open. */
    isRequested: z.boolean().exactOptional(),
  }),
])
export type DeliveryMessage = z.infer<typeof DeliveryMessage>
export type LaterMessage = Extract<DeliveryMessage, { kind: 'later' }>

export type DeliveryQueue = {
  queueDeliveries: (messages: readonly DeliveryMessage[]) => Promise<void>
}

/**
 * On the wake-ups queue: bring back what is due of a webhook, look for what nobody brings back
 * (from a partition on), look for first attempts that nobody made, or take a webhook's recovery a
 * page further.
 */
export const WakeUpMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('wake-up'),
    marketplace: Marketplace,
    webhook: z.string(),
    token: z.string(),
  }),
  z.object({
    kind: z.literal('sweep'),
    /** Whether to trust no wake-up that is there: not only what is overdue gets a new one. */
    resetAll: z.boolean().optional(),
    /** The partition that was looked at last. */
    after: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('sweep-first'), marketplace: Marketplace }),
  z.object({
    kind: z.literal('recover'),
    marketplace: Marketplace,
    webhook: z.string(),
    recovery: z.string(),
    /** The revision of the recovery that this message is to move on. */
    step: z.int().nonnegative(),
  }),
])
export type WakeUpMessage = z.infer<typeof WakeUpMessage>

export type WakeUpQueue = {
  /** Sends the message to arrive at that moment, or as late as a queue can delay it. */
  sendWakeUp: (message: WakeUpMessage, at: string) => Promise<void>
}

/** What a message is about, for the log: of whatever kind it is, its ids as far as it has some. */
export function idsOfMessage(body: string): Record<string, string> {
  const read = parseJson(body)
  const later = Ids.safeParse('json' in read ? read.json : undefined).data
  const first = FirstIds.safeParse('json' in read ? read.json : undefined).data?.delivery
  return first === undefined
    ? { ...later }
    : { marketplace: first.marketplace, webhook: first.webhook, delivery: first.id }
}

const text = z.string().max(64)
const Ids = z.object({ marketplace: text, webhook: text, delivery: text.exactOptional() })
const FirstIds = z.object({ delivery: z.object({ marketplace: text, webhook: text, id: text }) })
