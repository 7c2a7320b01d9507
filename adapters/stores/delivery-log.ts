import type { Delivery } from '../../core/deliveries/delivery.ts'
import { type DeliveryFilter, passes } from '../../core/deliveries/delivery-filter.ts'
import { valuesOf } from '../../core/values/several.ts'
import type { DeliveryStore } from '../../core/deliveries/delivery-store.ts'
import type { Query } from '../../core/ports.ts'
import { isOfType, type Lists, listsFor, type Range, rangeOf } from './delivery-lists.ts'
import { deliveryIn, rowSort } from './delivery-rows.ts'
import { deliveriesOf, type Seen, type Wanted } from './event-deliveries.ts'
import {
  type EventEntry,
  eventsByTime,
  eventsOfBusinessIds,
  eventsOfResources,
} from './event-entries.ts'
import { eventsAlone } from './events-alone.ts'
import { itemsOf } from './items-of.ts'
import type { DeliveryLog } from './delivery-tables.ts'
import { merged } from './merged.ts'
import { partSize } from './spread.ts'

/** How much is examined for one page of a filtered list; its cursor continues there. */
const maxExamined = 900

/** What an event that cannot match costs, in rows: one small entry of a list. */
const entryShare = 0.1

/** And a delivery that has ended, among those that may be queued. */
const endedShare = 0.5

/** In the list of an endpoint, deliveries without a row are searched in this many events. */
const maxQueuedEvents = 2_000

/** A marketplace's delivery log, newest first. */
export function deliveryLogIn(log: DeliveryLog): Pick<DeliveryStore, 'listDeliveries'> {
  return {
    listDeliveries: async (marketplace, filter, { limit, from }) => {
      const found: Delivery[] = []
      let examined = 0
      const page = { marketplace, filter, range: rangeOf(filter, from), limit }
      for await (const { position, delivery, share = entryShare } of matchesOf(page, log)) {
        if (from !== undefined && position > from) continue
        const isFull = found.length === limit || examined >= maxExamined
        if (isFull) return { deliveries: found, next: position }
        examined += delivery === undefined ? share : 1
        if (delivery !== undefined && passes(delivery, filter)) found.push(delivery)
      }
      return { deliveries: found, next: undefined }
    },
  }
}

type Page = { marketplace: string; filter: DeliveryFilter; range: Range; limit: number }

/** Everything that may match, newest first, and where in between events were looked at. */
function matchesOf(page: Page, log: DeliveryLog): AsyncGenerator<Seen, void> {
  const { marketplace, filter } = page
  const lists = listsFor(marketplace, filter)
  switch (lists.kind) {
    case 'business':
      return ofEvents(businessEvents(lists.ids, page, log), page, log)
    case 'events':
      return ofEvents(eventsAlone(marketplace, lists.uuids, log), page, log)
    case 'resources':
      return ofEvents(resourceEvents(lists.uuids, page, log), page, log)
    case 'marketplace':
      return ofEvents(allEvents(page, log), page, log)
    case 'rows':
      return ofRows(lists, page, log)
  }
}

function ofEvents(
  events: AsyncGenerator<EventEntry, void>,
  { marketplace, filter }: Page,
  log: DeliveryLog,
): AsyncGenerator<Seen, void> {
  return deliveriesOf(events, { marketplace, wanted: wantedBy(filter), newestFirst: true }, log)
}

function wantedBy(filter: DeliveryFilter): Wanted {
  const webhooks = valuesOf(filter.webhook)
  const hasType = isOfType(filter)
  return ({ endpoint }, event) => (webhooks?.includes(endpoint) ?? true) && hasType(event)
}

function resourceEvents(
  uuids: readonly string[],
  { marketplace, range, limit }: Page,
  { events }: DeliveryLog,
) {
  return eventsOfResources({ marketplace, uuids }, range, { events, size: limit + 1 })
}

function businessEvents(
  ids: readonly string[],
  { marketplace, range, limit }: Page,
  { events }: DeliveryLog,
) {
  return eventsOfBusinessIds({ marketplace, ids }, range, { events, size: partSize(limit) })
}

function allEvents({ marketplace, range, limit }: Page, { events }: DeliveryLog) {
  return eventsByTime(
    marketplace,
    { ...range, newestFirst: true },
    { events, size: partSize(limit) },
  )
}

function ofRows(
  { rows, queued }: Extract<Lists, { kind: 'rows' }>,
  page: Page,
  log: DeliveryLog,
): AsyncGenerator<Seen, void> {
  const lists = rows.map((list) => rowsIn({ ...list, ...page.range, newestFirst: true }, page, log))
  const more = queued === 'none' ? [] : [withoutRow(page, queued, log)]
  return merged([...lists, ...more], { newestFirst: true })
}

async function* rowsIn(
  list: Query,
  { marketplace, limit }: Page,
  { deliveries, packing }: DeliveryLog,
): AsyncGenerator<Seen, void> {
  for await (const item of itemsOf(list, { size: partSize(limit), sort: rowSort }, deliveries)) {
    yield { position: item.sk, delivery: deliveryIn(item, marketplace, packing) }
  }
}

/** The deliveries that were decided and have no row yet: first attempts that are queued. */
async function* withoutRow(
  page: Page,
  extent: 'all' | 'newest',
  log: DeliveryLog,
): AsyncGenerator<Seen, void> {
  const swept = (await log.findSwept(page.marketplace)) ?? ''
  const { from = '' } = page.range
  const range = { ...page.range, from: from > swept ? from : swept }
  const events = allEvents({ ...page, range, limit: maxQueuedEvents / 10 }, log)
  const searched = extent === 'all' ? events : first(maxQueuedEvents, events)
  for await (const seen of ofEvents(searched, page, log)) {
    const { position, delivery } = seen
    if (delivery?.revision === 0) yield seen
    else if (extent === 'all') yield { position, share: delivery ? endedShare : entryShare }
  }
}

async function* first<One>(
  count: number,
  all: AsyncGenerator<One, void>,
): AsyncGenerator<One, void> {
  let number = 0
  for await (const one of all) {
    yield one
    number += 1
    if (number === count) return
  }
}
