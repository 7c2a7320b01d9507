import { actionsOf, eventType, resourceTypes } from '../../core/events/catalogue.ts'
import { lastPositionAt, positionAt } from '../../core/deliveries/delivery-id.ts'
import { type Status, statuses } from '../../core/deliveries/delivery.ts'
import { type DeliveryFilter, selectsFailures } from '../../core/deliveries/delivery-filter.ts'
import { valuesOf } from '../../core/values/several.ts'
import type { Query } from '../../core/ports.ts'
import { rowsOfEndpointStatus, rowsOfStatus } from './delivery-indexes.ts'
import { rowsOfEndpoint } from './delivery-rows.ts'
import type { EventEntry } from './event-entries.ts'

/** Positions, both included. */
export type Range = Pick<Query, 'from' | 'to'>

/**
 * Where to read the matches of a filter: rows in lists of the table, deliveries without a row yet,
 * and the deliveries of events. Together they contain every match.
 */
export type Lists =
  | { kind: 'business'; ids: readonly string[] }
  | { kind: 'events'; uuids: readonly string[] }
  | { kind: 'resources'; uuids: readonly string[] }
  | { kind: 'marketplace' }
  | { kind: 'rows'; rows: readonly Query[]; queued: 'none' | 'all' | 'newest' }

/** In order of selectivity: usually the shortest list first, the marketplace's events last. */
export function listsFor(marketplace: string, filter: DeliveryFilter): Lists {
  const [ids, uuids] = [valuesOf(filter.businessId), valuesOf(filter.event)]
  const resources = valuesOf(filter.resourceUuid)
  if (ids !== undefined) return { kind: 'business', ids } // no row says which it has
  if (uuids !== undefined) return { kind: 'events', uuids }
  if (resources !== undefined) return { kind: 'resources', uuids: resources }
  return rowsFor(marketplace, filter)
}

/** More webhooks than these are filtered out of the marketplace's lists. */
const maxWebhookLists = 4

function rowsFor(marketplace: string, filter: DeliveryFilter): Lists {
  const { status, statusCode, webhook } = filter
  const named = valuesOf(webhook)
  const webhooks = named !== undefined && named.length <= maxWebhookLists ? named : undefined
  const listed = listedStatuses(filter)
  if (listed !== undefined) {
    const rows = listed.flatMap((one) => rowsWith(one, marketplace, webhooks))
    const mayBeQueued = listed.some(mayHaveNoRow) && !selectsFailures(filter)
    return { kind: 'rows', rows, queued: mayBeQueued ? 'all' : 'none' }
  }
  if (webhooks === undefined) return { kind: 'marketplace' }
  const mayBeQueued = statusCode === undefined && valuesOf(status)?.some(mayHaveNoRow) !== false
  const rows = webhooks.flatMap((one) => rowsOfEndpoint(marketplace, one))
  return { kind: 'rows', rows, queued: mayBeQueued ? 'newest' : 'none' }
}

/** The positions of a filter's time, and from a position on towards the oldest. */
export function rangeOf(
  { from, to }: Pick<DeliveryFilter, 'from' | 'to'>,
  position: string | undefined,
): Range {
  const end = position ?? (to === undefined ? undefined : lastPositionAt(to))
  return {
    ...(from !== undefined && { from: positionAt(from) }),
    ...(end !== undefined && { to: end }),
  }
}

/** Whether an event of a list may have what the filter wants. */
export function isOfType(
  filter: Pick<DeliveryFilter, 'resource' | 'action' | 'eventType'>,
): (event: EventEntry) => boolean {
  const { resource, action, eventType: named } = filter
  if (resource === undefined && action === undefined && named === undefined) return () => true
  const types = new Set(typesOf(filter))
  return ({ type }) => types.has(type)
}

function typesOf({
  resource,
  action,
  eventType: named,
}: Pick<DeliveryFilter, 'resource' | 'action' | 'eventType'>): readonly string[] {
  const [actions, asked] = [valuesOf(action), valuesOf(named)]
  return (valuesOf(resource) ?? resourceTypes).flatMap((type) =>
    actionsOf(type)
      .filter((one) => actions?.includes(one) ?? true)
      .map((one) => eventType(type, one))
      .filter((one) => asked?.includes(one) ?? true),
  )
}

/** The statuses whose lists contain every match; undefined if successes may match. */
function listedStatuses(filter: DeliveryFilter): readonly Status[] | undefined {
  const wanted = valuesOf(filter.status)
  if (selectsFailures(filter)) return wanted ?? statuses
  return wanted?.includes('successful') === true ? undefined : wanted
}

function rowsWith(
  status: Status,
  marketplace: string,
  endpoints: readonly string[] | undefined,
): Query[] {
  if (endpoints === undefined) return rowsOfStatus(marketplace, status)
  return endpoints.flatMap((endpoint) => {
    const list = { marketplace, endpoint, status }
    return [...rowsOfEndpointStatus(list), ...rowsOfEndpointStatus({ ...list, isTest: true })]
  })
}

/** Deliveries of which fan-out writes no row, or not yet. */
function mayHaveNoRow(status: Status): boolean {
  return status === 'pending' || status === 'skipped'
}
