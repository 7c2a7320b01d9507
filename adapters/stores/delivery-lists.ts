import { eventType } from '../../core/events/catalogue.ts'
import { lastPositionAt, positionAt } from '../../core/deliveries/delivery-id.ts'
import { type Status, statuses } from '../../core/deliveries/delivery.ts'
import { type DeliveryFilter, selectsFailures } from '../../core/deliveries/delivery-filter.ts'
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
  | { kind: 'event'; uuid: string }
  | { kind: 'resource'; uuid: string }
  | { kind: 'marketplace' }
  | { kind: 'rows'; rows: readonly Query[]; queued: 'none' | 'all' | 'newest' }

/** In order of selectivity: usually the shortest list first, the marketplace's events last. */
export function listsFor(marketplace: string, filter: DeliveryFilter): Lists {
  const { event, resourceUuid, webhook } = filter
  if (event !== undefined) return { kind: 'event', uuid: event }
  if (resourceUuid !== undefined) return { kind: 'resource', uuid: resourceUuid }
  const listed = listedStatuses(filter)
  if (listed !== undefined) {
    const rows = listed.flatMap((status) => rowsWith(status, marketplace, webhook))
    const mayBeQueued = listed.some(mayHaveNoRow) && !selectsFailures(filter)
    return { kind: 'rows', rows, queued: mayBeQueued ? 'all' : 'none' }
  }
  if (webhook === undefined) return { kind: 'marketplace' }
  const queued = filter.status === undefined && filter.statusCode === undefined ? 'newest' : 'none'
  return { kind: 'rows', rows: rowsOfEndpoint(marketplace, webhook), queued }
}

/** The positions of a filter's time, and from a position on towards the oldest. */
export function rangeOf({ from, to }: DeliveryFilter, position: string | undefined): Range {
  const end = position ?? (to === undefined ? undefined : lastPositionAt(to))
  return {
    ...(from !== undefined && { from: positionAt(from) }),
    ...(end !== undefined && { to: end }),
  }
}

/** Whether an event of a list may have what the filter wants. */
export function isOfType({ resource, action }: DeliveryFilter): (event: EventEntry) => boolean {
  if (resource === undefined) return () => true
  if (action !== undefined) return ({ type }) => type === eventType(resource, action)
  const prefix = eventType(resource, 'ADDED').replace(/added$/, '')
  return ({ type }) => type.startsWith(prefix)
}

/** The statuses whose lists contain every match; undefined if successes may match. */
function listedStatuses(filter: DeliveryFilter): readonly Status[] | undefined {
  const { status } = filter
  if (selectsFailures(filter)) return status === undefined ? statuses : [status]
  return status === undefined || status === 'successful' ? undefined : [status]
}

function rowsWith(status: Status, marketplace: string, endpoint: string | undefined): Query[] {
  if (endpoint === undefined) return rowsOfStatus(marketplace, status)
  const list = { marketplace, endpoint, status }
  return [...rowsOfEndpointStatus(list), ...rowsOfEndpointStatus({ ...list, isTest: true })]
}

/** Deliveries of which fan-out writes no row, or not yet. */
function mayHaveNoRow(status: Status): boolean {
  return status === 'pending' || status === 'skipped'
}
