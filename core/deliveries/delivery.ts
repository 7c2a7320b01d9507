import { createHash } from 'node:crypto'
import * as z from 'zod'

import type { HttpExchange } from './http-exchange.ts'
import { Event, Marketplace } from '../events/event.ts'
import { Outcome } from './outcome.ts'

/** One attempt at a delivery. `number` counts from 1; `durationMs` lasts until it was judged. */
export const Attempt = z.object({
  number: z.int().positive(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  outcome: Outcome,
  /** Who requested it; the retry policy does not count it. */
  requestedBy: z.string().exactOptional(),
})
export type Attempt = z.infer<typeof Attempt>

/** An attempt and its HTTP exchange if there was one. The exchange is stored in its own row. */
export type MadeAttempt = Attempt & { exchange?: HttpExchange }

/** `pending`: queued or waiting. `skipped`: the webhook was disabled. `dropped`: it was removed. */
const statuses = ['pending', 'successful', 'failed', 'skipped', 'dropped'] as const
export const Status = z.enum(statuses)
export type Status = z.infer<typeof Status>

/** A person requested an attempt now; `status` is what the delivery had before. */
const Requested = z.object({ by: z.string(), at: z.iso.datetime(), status: Status })

/** One event for one webhook: the unit of retry, of the log and of every count. */
export const Delivery = z.object({
  id: z.string(),
  marketplace: Marketplace,
  endpoint: z.string(),
  event: z.object({
    uuid: Event.shape.uuid,
    timestamp: Event.shape.timestamp,
    resource: Event.shape.resource.pick({ type: true, uuid: true }),
    resourceAction: Event.shape.resourceAction,
  }),
  status: Status,
  createdAt: z.iso.datetime(),
  /** Oldest first. */
  attempts: z.array(Attempt),
  /** When the next attempt is due; only a waiting delivery has this. */
  dueAt: z.iso.datetime().optional(),
  /** Until then only one process makes the next attempt. */
  leasedUntil: z.iso.datetime().optional(),
  /** A requested attempt that is not made yet. */
  requested: Requested.exactOptional(),
  /** How many attempts came before the retry policy was started over. */
  scheduleStart: z.int().nonnegative().exactOptional(),
  /** The last recovery that sent it again. */
  recovery: z.string().exactOptional(),
  /** A test of its webhook: one attempt, which does not affect the webhook's health. */
  isTest: z.literal(true).exactOptional(),
  /** The id of its bus message: an event that is published twice makes no second delivery. */
  source: z.string(),
  /** Incremented from 0 by every change, so that two changes never overwrite each other. */
  revision: z.int().nonnegative(),
})
export type Delivery = z.infer<typeof Delivery>

/** A hash of event uuid (case-insensitive) and webhook: 32 hex digits, always the same for both. */
export function deliveryId(eventUuid: string, webhookId: string): string {
  return createHash('sha256')
    .update(`${eventUuid.toLowerCase()}\n${webhookId}`)
    .digest('hex')
    .slice(0, 32)
}

/** A delivery of an event to a webhook, before its first attempt. */
export function newDelivery(
  event: Event,
  webhookId: string,
  state: Pick<Delivery, 'status' | 'source' | 'createdAt' | 'dueAt' | 'isTest'>,
): Delivery {
  const { marketplace, uuid, timestamp, resource, resourceAction } = event
  return {
    id: deliveryId(uuid, webhookId),
    marketplace,
    endpoint: webhookId,
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

/** The position of a delivery in lists: by age, then by id. */
export function positionOf({ createdAt, id }: Pick<Delivery, 'createdAt' | 'id'>): string {
  return `${createdAt}#${id}`
}
