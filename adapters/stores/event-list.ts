import type { EventFilter, EventList, ListedEvent } from '../../core/events/event-list.ts'
import { valuesOf } from '../../core/values/several.ts'
import { lineOf } from '../../core/events/unwanted.ts'
import type { Item, Key, Table } from '../../core/ports.ts'
import { isOfType, type Range, rangeOf } from './delivery-lists.ts'
import {
  type EventEntry,
  eventsByTime,
  eventsOfResources,
  unwantedByTime,
} from './event-entries.ts'
import { eventIn, eventKey } from './event-store.ts'
import { merged, type Placed } from './merged.ts'
import type { Packing } from './packing.ts'
import { partSize } from './spread.ts'
import { unwantedIn, unwantedKey } from './unwanted-events.ts'

type Tables = { events: Table; packing: Packing }

/** At most this many entries are examined for one page; its cursor continues there. */
const maxExamined = 2_000

/** And this many rows are read: no index lists the unwanted events of a resource. */
const maxRows = 500

/** A marketplace's events, those with deliveries and those that no webhook wanted, newest first. */
export function eventListIn(tables: Tables): EventList {
  return {
    listEvents: async (marketplace, filter, { limit, from }) => {
      const page = { marketplace, filter, range: rangeOf(filter, from), limit }
      const { entries, next } = await take(entriesOf(page, tables), page)
      const found = await readAll(entries, page, tables)
      const uuids = valuesOf(filter.resourceUuid)
      const passing = found.filter((one) => uuids?.includes(one.event.resource.uuid) ?? true)
      const events = passing.slice(0, limit).map(({ position, ...event }) => event)
      return { events, next: passing[limit]?.position ?? next }
    },
  }
}

type Page = { marketplace: string; filter: EventFilter; range: Range; limit: number }

/** What may pass the filter, and more. */
function entriesOf(page: Page, { events }: Tables): AsyncGenerator<EventEntry, void> {
  const { marketplace, filter, limit } = page
  const range = { ...page.range, newestFirst: true }
  const uuids = valuesOf(filter.resourceUuid)
  const part = { events, size: partSize(limit) }
  const wanted =
    uuids === undefined
      ? eventsByTime(marketplace, range, part)
      : eventsOfResources({ marketplace, uuids }, range, { events, size: limit + 1 })
  const unwanted = unwantedByTime(marketplace, range, part)
  if (filter.wanted === undefined) return merged([wanted, unwanted], range)
  return filter.wanted ? wanted : unwanted
}

/** The first entries that may pass, and the position of what comes after them. */
async function take(
  all: AsyncGenerator<EventEntry, void>,
  { filter, limit }: Page,
): Promise<{ entries: EventEntry[]; next: string | undefined }> {
  const hasType = isOfType(filter)
  const size = filter.resourceUuid === undefined ? limit : maxRows
  const entries: EventEntry[] = []
  let examined = 0
  for await (const entry of all) {
    if (entries.length === size || examined === maxExamined)
      return { entries, next: entry.position }
    examined += 1
    if (hasType(entry)) entries.push(entry)
  }
  return { entries, next: undefined }
}

/** The events of entries, in their order. Those that expired, or were published again, are left out. */
async function readAll(
  entries: readonly EventEntry[],
  { marketplace }: Page,
  { events, packing }: Tables,
): Promise<(ListedEvent & Placed)[]> {
  const keys = entries.map((entry) => keyOf(entry, marketplace))
  const items = keys.length === 0 ? [] : await events.getAll(keys)
  const found = new Map(items.map((item) => [`${item.pk} ${item.sk}`, item]))
  return entries.flatMap((entry, index) => {
    const item = found.get(`${keys[index]?.pk} ${keys[index]?.sk}`)
    if (item?.['position'] !== entry.position) return []
    return { position: entry.position, ...eventOf(entry, item, { marketplace, packing }) }
  })
}

function keyOf(entry: EventEntry, marketplace: string): Key {
  return (isUnwanted(entry) ? unwantedKey : eventKey)(marketplace, entry.event)
}

function isUnwanted({ deliveries }: EventEntry): boolean {
  return deliveries.length === 0
}

function eventOf(
  entry: EventEntry,
  item: Item,
  { marketplace, packing }: { marketplace: string; packing: Packing },
): ListedEvent {
  if (isUnwanted(entry)) return { ...unwantedIn(item, marketplace), deliveryCount: 0 }
  const { event, acceptedAt } = eventIn(item, marketplace, packing)
  return { event: lineOf(event), acceptedAt, deliveryCount: entry.deliveries.length }
}
