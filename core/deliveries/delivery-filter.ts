import type { Attempt, Delivery, Status } from './delivery.ts'
import { comparable } from '../events/event-id.ts'
import { type Action, eventType, type ResourceType } from '../events/catalogue.ts'
import { type Several, valuesOf } from '../values/several.ts'
import type { Outcome } from './outcome.ts'

/** The filters of a list of deliveries. Each one narrows it further. */
export type DeliveryFilter = {
  webhook?: Several<string>
  status?: Several<Status>
  resource?: Several<ResourceType>
  action?: Several<Action>
  /** `subscription.changed`. */
  eventType?: Several<string>
  /** When the delivery was created; both ends are included. */
  from?: string
  to?: string
  /** The status code of the response to the last attempt. */
  statusCode?: Several<number>
  /** Why the last attempt failed: `timeout: dns`, or `timeout` for every kind of timeout. */
  reason?: Several<string>
  /** The uuid of its event, as it is compared. */
  event?: Several<string>
  resourceUuid?: Several<string>
  /**
   * A value of the event's content (`events/business-ids.ts`), or the id of its resource. Only lists of
   * events have it: `passes` does not know it.
   */
  businessId?: Several<string>
}

/** Whether the delivery passes every part of the filter. */
export function passes(delivery: Delivery, filter: DeliveryFilter): boolean {
  const { uuid, resource, resourceAction } = delivery.event
  const asked: readonly (readonly [string, Several<string> | undefined])[] = [
    [delivery.endpoint, filter.webhook],
    [delivery.status, filter.status],
    [resource.type, filter.resource],
    [resource.uuid, filter.resourceUuid],
    [resourceAction, filter.action],
    [eventType(resource.type, resourceAction), filter.eventType],
    [comparable(uuid), filter.event],
  ]
  return (
    asked.every(([value, wanted]) => isAmong(value, wanted)) &&
    isWithin(delivery.createdAt, filter) &&
    endedAs(delivery.attempts.at(-1), filter)
  )
}

/** Whether only deliveries whose last attempt did not succeed can pass. */
export function selectsFailures({ statusCode, reason }: DeliveryFilter): boolean {
  const codes = valuesOf(statusCode)
  return reason !== undefined || codes?.every((code) => Math.floor(code / 100) !== 2) === true
}

function isAmong<One extends string | number>(
  value: One | undefined,
  wanted: Several<One> | undefined,
): boolean {
  if (typeof wanted !== 'object') return wanted === undefined || value === wanted
  return value !== undefined && wanted.includes(value)
}

function isWithin(moment: string, { from, to }: DeliveryFilter): boolean {
  return (from === undefined || moment >= from) && (to === undefined || moment <= to)
}

function endedAs(last: Attempt | undefined, { statusCode, reason }: DeliveryFilter): boolean {
  const { outcome } = last ?? {}
  if (!isAmong(outcome?.status, statusCode)) return false
  return valuesOf(reason)?.some((wanted) => failedFor(wanted, outcome)) ?? true
}

function failedFor(wanted: string, outcome: Outcome | undefined): boolean {
  if (outcome === undefined || outcome.kind === 'delivered') return false
  return outcome.reason === wanted || outcome.reason.startsWith(`${wanted}:`)
}
