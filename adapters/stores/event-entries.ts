import { eventAt } from '../../core/deliveries/delivery-id.ts'
import { comparableBusinessId } from '../../core/events/business-ids.ts'
import type { PlannedDelivery } from '../../core/events/event-store.ts'
import type { Query, Table } from '../../core/ports.ts'
import { businessIdList, resourceList, timeList } from './event-store.ts'
import { itemsOf } from './items-of.ts'
import { merged } from './merged.ts'
import { areOfTest, plannedFrom } from './planned-deliveries.ts'
import { rowIn } from './row.ts'
import { partitionsOf } from './spread.ts'
import { unwantedList } from './unwanted-events.ts'

/** What a list of events shows of one: enough to find the rows of its deliveries. */
export type EventEntry = {
  position: string
  /** The uuid, as it is compared. */
  event: string
  type: string
  /** A test of its only delivery's webhook. */
  isTest: boolean
  deliveries: readonly PlannedDelivery[]
}

type Range = Pick<Query, 'from' | 'to' | 'newestFirst'>
type Options = { events: Table; size: number }

/** A marketplace's events with deliveries. */
export function eventsByTime(
  marketplace: string,
  range: Range,
  options: Options,
): AsyncGenerator<EventEntry, void> {
  return spreadEntries({ partition: timeList(marketplace), ...range }, options)
}

/** Those that no webhook wanted. */
export function unwantedByTime(
  marketplace: string,
  range: Range,
  options: Options,
): AsyncGenerator<EventEntry, void> {
  return spreadEntries({ partition: unwantedList(marketplace), ...range }, options)
}

/** The events of these resources, newest first. */
export function eventsOfResources(
  { marketplace, uuids }: { marketplace: string; uuids: readonly string[] },
  range: Range,
  options: Options,
): AsyncGenerator<EventEntry, void> {
  const lists = uuids.map((uuid) => ({ partition: resourceList(marketplace, uuid) }))
  return newestOf(lists, range, options)
}

/**
 * The events with these business ids, newest first: each may be the id of a resource, which has a
 * list of its own.
 */
export function eventsOfBusinessIds(
  { marketplace, ids }: { marketplace: string; ids: readonly string[] },
  range: Range,
  options: Options,
): AsyncGenerator<EventEntry, void> {
  const uuids = new Set(ids.flatMap((id) => [id, comparableBusinessId(id)]))
  const lists = [
    ...[...uuids].map((uuid) => ({ partition: resourceList(marketplace, uuid) })),
    ...ids.flatMap((id) => partitionsOf({ partition: businessIdList(marketplace, id) })),
  ]
  return newestOf(lists, range, options)
}

function newestOf(lists: readonly Query[], range: Range, options: Options) {
  const newest = { ...range, newestFirst: true }
  const entries = lists.map((list) => entriesOf({ ...list, ...newest }, options))
  return merged(entries, newest)
}

function spreadEntries(list: Query, options: Options): AsyncGenerator<EventEntry, void> {
  const lists = partitionsOf({ ...list, index: 'byTime' })
  const entries = lists.map((part) => entriesOf(part, options))
  return merged(entries, { newestFirst: list.newestFirst === true })
}

type Listed = { position: string; type: string; deliveries: string }

async function* entriesOf(
  list: Query,
  { events, size }: Options,
): AsyncGenerator<EventEntry, void> {
  for await (const item of itemsOf(list, { size, sort: 'position' }, events)) {
    const { position, type, deliveries } = rowIn<Listed>(item)
    const isTest = areOfTest(deliveries)
    const planned = plannedFrom(deliveries)
    yield { position, event: eventAt(position), type, isTest, deliveries: planned }
  }
}
