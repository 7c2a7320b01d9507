import { eventAt } from '../../core/deliveries/delivery-id.ts'
import type { PlannedDelivery } from '../../core/events/event-store.ts'
import type { Query, Table } from '../../core/ports.ts'
import { resourceList, timeList } from './event-store.ts'
import { itemsOf } from './items-of.ts'
import { merged } from './merged.ts'
import { areOfTest, plannedFrom } from './planned-deliveries.ts'
import { rowIn } from './row.ts'
import { partitionsOf } from './spread.ts'

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

/** A marketplace's events. */
export function eventsByTime(
  marketplace: string,
  range: Range,
  { events, size }: { events: Table; size: number },
): AsyncGenerator<EventEntry, void> {
  const lists = partitionsOf({ index: 'byTime', partition: timeList(marketplace), ...range })
  const entries = lists.map((list) => entriesOf(list, { events, size }))
  return merged(entries, { newestFirst: range.newestFirst === true })
}

/** The events of a resource, newest first. */
export function eventsOfResource(
  { marketplace, uuid }: { marketplace: string; uuid: string },
  range: Range,
  options: { events: Table; size: number },
): AsyncGenerator<EventEntry, void> {
  return entriesOf({ partition: resourceList(marketplace, uuid), ...range }, options)
}

type Listed = { position: string; type: string; deliveries: string }

async function* entriesOf(
  list: Query,
  { events, size }: { events: Table; size: number },
): AsyncGenerator<EventEntry, void> {
  for await (const item of itemsOf(list, { size, sort: 'position' }, events)) {
    const { position, type, deliveries } = rowIn<Listed>(item)
    const isTest = areOfTest(deliveries)
    const planned = plannedFrom(deliveries)
    yield { position, event: eventAt(position), type, isTest, deliveries: planned }
  }
}
