import { createHash } from 'node:crypto'
import * as z from 'zod'

import type { HttpExchange } from './http-exchange.ts'
import { Event, Marketplace } from '../events/event.ts'
import { Outcome } from './outcome.ts'

/** One try at a delivery. `number` counts from 1, `durationMs` covers all until the verdict. */
export const Attempt = z.object({
  number: z.int().positive(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  outcome: Outcome,
  /** Who asked for it; the schedule does not count it. */
  requestedBy: z.string().exactOptional(),
})
export type Attempt = z.infer<typeof Attempt>

/** An attempt, and what is kept of its call if it came to one. The call has a row of its own. */
export type MadeAttempt = Attempt & { exchange?: HttpExchange }

/**
 * `pending` is queued or waiting; `skipped` means that the webhook was disabled, `dropped` that it
 * was removed.
 */
const statuses = ['pending', 'successful', 'failed', 'skipped', 'dropped'] as const
export const Status = z.enum(statuses)
export type Status = z.infer<typeof Status>

/** Somebody wants an attempt now, whatever the schedule says; `status` is that of before. */
const Requested = z.object({ by: z.string(), at: z.iso.datetime(), status: Status })

/** One event on its way to one webhook: the unit of retry, of the log and of every count. */
export const Delivery = z.object({
  id: z.string(),
  marketplace: Marketplace,
  webhook: z.string(),
  event: z.object({
    uuid: Event.shape.uuid,
    timestamp: Event.shape.timestamp,
    resource: Event.shape.resource.pick({ type: true, uuid: true }),
    resourceAction: Event.shape.resourceAction,
  }),
  status: Status,
  createdAt: z.iso.datetime(),
  /** Oldest first; the log's truth about what was tried. */
  attempts: z.array(Attempt),
  /** When the next attempt is due; only a waiting delivery has it. */
  dueAt: z.iso.datetime().optional(),
  /** Until then nobody else makes the next attempt. */
  leasedUntil: z.iso.datetime().optional(),
  /** Somebody asked for the next attempt, and it was not made yet. */
  requested: Requested.exactOptional(),
  /** So many attempts the schedule does not count, for it began anew after them. */
  scheduleStart: z.int().nonnegative().exactOptional(),
  /** The recovery that last took it up again. */
  recovery: z.string().exactOptional(),
  /** It was made to try its webhook out: one attempt, and nothing depends on it. */
  isTest: z.literal(true).exactOptional(),
  /** The bus message that it came from: one event published twice makes no second delivery. */
  source: z.string(),
  /** Counts the changes of the row, from 0, so that two of them never overwrite each other. */
  revision: z.int().nonnegative(),
})
export type Delivery = z.infer<typeof Delivery>

/**
 * The same for the same event (in capitals or not) and webhook, whoever computes it and whenever:
 * 32 hex digits.
 */
export function deliveryId(eventUuid: string, webhookId: string): string {
  return createHash('sha256')
    .update(`${eventUuid.toLowerCase()}\n${webhookId}`)
    .digest('hex')
    .slice(0, 32)
}

/** The delivery of an event to a webhook before its first attempt. */
export function newDelivery(
  event: Event,
  webhookId: string,
  state: Pick<Delivery, 'status' | 'source' | 'createdAt' | 'dueAt' | 'isTest'>,
): Delivery {
  const { marketplace, uuid, timestamp, resource, resourceAction } = event
  return {
    id: deliveryId(uuid, webhookId),
    marketplace,
    webhook: webhookId,
    event: {
      uuid,
      timestamp,
      resource: { type: resource.type, uuid: resource.uuid },
      resourceAction,
    },
    ...state,
    attempts: [],
    revision: 0,
  }
}

/** Where a delivery stands among others: by age, and by its id. */
export function positionOf({ createdAt, id }: Pick<Delivery, 'createdAt' | 'id'>): string {
  return `${createdAt}#${id}`
}
