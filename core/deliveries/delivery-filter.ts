import type { Attempt, Delivery, Status } from './delivery.ts'
import { comparable } from '../events/event-id.ts'
import type { Action, ResourceType } from '../events/catalogue.ts'
import type { Outcome } from './outcome.ts'

/** The filters of a list of deliveries. Each one narrows it further. */
export type DeliveryFilter = {
  webhook?: string
  status?: Status
  resource?: ResourceType
  action?: Action
  /** When the delivery was created; both ends are included. */
  from?: string
  to?: string
  /** The status code of the response to the last attempt. */
  statusCode?: number
  /** Why the last attempt failed: `timeout: dns`, or `timeout` for every kind of timeout. */
  reason?: string
  /** The uuid of its event, as it is compared. */
  event?: string
  resourceUuid?: string
}

/** Whether the delivery passes every part of the filter. */
export function passes(delivery: Delivery, filter: DeliveryFilter): boolean {
  const { uuid, resource, resourceAction } = delivery.event
  const asked: readonly (readonly [string, string | undefined])[] = [
    [delivery.endpoint, filter.webhook],
    [delivery.status, filter.status],
    [resource.type, filter.resource],
    [resource.uuid, filter.resourceUuid],
    [resourceAction, filter.action],
    [comparable(uuid), filter.event],
  ]
  return (
    asked.every(([value, wanted]) => wanted === undefined || value === wanted) &&
    isWithin(delivery.createdAt, filter) &&
    endedAs(delivery.attempts.at(-1), filter)
  )
}

/** Whether only deliveries whose last attempt did not succeed can pass. */
export function selectsFailures({ statusCode, reason }: DeliveryFilter): boolean {
  return reason !== undefined || (statusCode !== undefined && Math.floor(statusCode / 100) !== 2)
}

function isWithin(moment: string, { from, to }: DeliveryFilter): boolean {
  return (from === undefined || moment >= from) && (to === undefined || moment <= to)
}

function endedAs(last: Attempt | undefined, { statusCode, reason }: DeliveryFilter): boolean {
  const { outcome } = last ?? {}
  if (statusCode !== undefined && outcome?.status !== statusCode) return false
  return reason === undefined || failedFor(reason, outcome)
}

function failedFor(wanted: string, outcome: Outcome | undefined): boolean {
  if (outcome === undefined || outcome.kind === 'delivered') return false
  return outcome.reason === wanted || outcome.reason.startsWith(`${wanted}:`)
}
