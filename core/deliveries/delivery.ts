import { createHash } from 'node:crypto'

import type { HttpExchange } from './http-exchange.ts'
import type { Event } from '../events/event.ts'
import type { Outcome } from './outcome.ts'

/** One attempt at a delivery. `number` counts from 1; `durationMs` lasts until it was judged. */
export type Attempt = {
  number: number
  startedAt: string
  durationMs: number
  outcome: Outcome
  /** Who requested it; the retry policy does not count it. */
  requestedBy?: string
}

/** An attempt and its HTTP exchange if there was one. The exchange is stored in its own row. */
export type MadeAttempt = Attempt & { exchange?: HttpExchange }

/** `pending`: queued or waiting. `skipped`: the webhook was disabled. `dropped`: it was removed. */
export const statuses = ['pending', 'successful', 'failed', 'skipped', 'dropped'] as const
export type Status = (typeof statuses)[number]

/** One event for one webhook: the unit of retry, of the log and of every count. */
export type Delivery = {
  id: string
  marketplace: string
  endpoint: string
  event: Pick<Event, 'uuid' | 'timestamp' | 'resourceAction'> & {
    resource: Pick<Event['resource'], 'type' | 'uuid'>
  }
  status: Status
  createdAt: string
  /** Oldest first. */
  attempts: Attempt[]
  /** When the next attempt is due; only a waiting delivery has this. */
  dueAt?: string | undefined
  /** Until then only one process makes the next attempt. */
  leasedUntil?: string | undefined
  /** A person requested an attempt now, which is not made yet; `status` is what there was before. */
  requested?: { by: string; at: string; status: Status }
  /** How many attempts came before the retry policy was started over. */
  scheduleStart?: number
  /** The last recovery that sent it again. */
  recovery?: string
  /** A test of its webhook: one attempt, which does not affect the webhook's health. */
  isTest?: true
  /** The id of its bus message: an event that is published twice makes no second delivery. */
  source: string
  /** Incremented from 0 by every change, so that two changes never overwrite each other. */
  revision: number
}

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
