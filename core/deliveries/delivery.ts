import type { HttpExchange } from './http-exchange.ts'
import type { AcceptedEvent, PlannedDelivery } from '../events/event-store.ts'
import type { Event } from '../events/event.ts'
import type { ClientAuthentication } from '../webhooks/oauth2-input.ts'
import { deliveryId } from './delivery-id.ts'
import type { Outcome } from './outcome.ts'

/** A request for an access token that failed: without its secrets. */
export type FailedTokenRequest = {
  url: string
  durationMs: number
  /** Absent if there was no response. */
  status?: number
  /** The error's code, and what the token endpoint says about it. */
  error?: string
  description?: string
}

/** A client authentication by which the token endpoint issued a token. */
type Suggestion = { clientAuthentication: ClientAuthentication }

/** One attempt at a delivery. `number` counts from 1; `durationMs` lasts until it was judged. */
export type Attempt = {
  number: number
  startedAt: string
  durationMs: number
  outcome: Outcome
  /** Who requested it; the retry policy does not count it. */
  requestedBy?: string
  /** Why there was no access token, so that nothing was sent, or not once more. */
  tokenRequest?: FailedTokenRequest
  /** A setting of its webhook that would make a failed test succeed. */
  suggestion?: Suggestion
  /** What was sent and received; absent when no request was made. */
  exchange?: HttpExchange
}

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
  /**
   * Of an ordered delivery: which one it is of its resource and webhook, from 1; 0 until it has its
   * place in their line.
   */
  sequence?: number
  /** A test of its webhook: one attempt, which does not affect the webhook's health. */
  isTest?: true
  /**
   * Incremented by every change, so that two changes never overwrite each other. At 0 the delivery
   * has no row yet: it is what its event says.
   */
  revision: number
}

/** A delivery of an event to an endpoint, as it began. */
export function newDelivery(
  { event, acceptedAt, isTest }: Omit<AcceptedEvent, 'deliveries'>,
  { endpoint, start }: PlannedDelivery,
): Delivery {
  const { marketplace, uuid, timestamp, resource, resourceAction } = event
  return {
    id: deliveryId({ acceptedAt, event: uuid, endpoint }),
    marketplace,
    endpoint,
    event: {
      uuid,
      timestamp,
      resource: { type: resource.type, uuid: resource.uuid },
      resourceAction,
    },
    status: start === 'skipped' ? 'skipped' : 'pending',
    createdAt: acceptedAt,
    ...((start === 'waiting' || start === 'ordered') && { dueAt: acceptedAt }),
    ...(start === 'ordered' && { sequence: 0 }),
    ...(isTest && { isTest }),
    attempts: [],
    revision: 0,
  }
}
