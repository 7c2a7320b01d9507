import { coded, eventAt, timeAt } from '../../core/deliveries/delivery-id.ts'
import { type Delivery, newDelivery } from '../../core/deliveries/delivery.ts'
import type { PlannedDelivery } from '../../core/events/event-store.ts'
import type { Key, Table } from '../../core/ports.ts'
import { deliveryIn, rowKey } from './delivery-rows.ts'
import type { EventEntry } from './event-entries.ts'
import { acceptedIn, eventKey } from './event-store.ts'
import type { LogTables } from './delivery-tables.ts'
import type { Placed } from './merged.ts'
import { hasLeft } from './retention.ts'

/**
 * A place in a list of deliveries; without `delivery`, what is there cannot pass the filter. `share`:
 * what it cost, in rows.
 */
export type Seen = Placed & { delivery?: Delivery; share?: number }

/** Which deliveries of which events are wanted. */
export type Wanted = (planned: PlannedDelivery, event: EventEntry) => boolean

/** At least this many rows are read together, if there are as many. */
const rowsAtOnce = 50

/** At most this many events are looked at together. */
const eventsAtOnce = 200

type Order = { marketplace: string; wanted: Wanted; newestFirst: boolean }

/**
 * The wanted deliveries of events, in the order of the events. A delivery without a row is as it
 * began.
 */
export async function* deliveriesOf(
  events: AsyncGenerator<EventEntry, void>,
  order: Order,
  tables: LogTables,
): AsyncGenerator<Seen, void> {
  for await (const chunk of chunksOf(events, order)) {
    const ids = chunk.flatMap((event) => event.ids)
    const found = await findAll(order.marketplace, ids, tables)
    yield* chunk.flatMap((event) => seenOf(event, found))
  }
}

function seenOf({ position, ids }: EventIds, found: ReadonlyMap<string, Delivery>): Seen[] {
  if (ids.length === 0) return [{ position }]
  return ids
    .map((id) => found.get(id))
    .filter((delivery) => delivery !== undefined)
    .map((delivery) => ({ position: delivery.id, delivery }))
}

type EventIds = Placed & { ids: string[] }

/** Events in groups to read together, each with the ids of its wanted deliveries in order. */
async function* chunksOf(
  events: AsyncGenerator<EventEntry, void>,
  { wanted, newestFirst }: Order,
): AsyncGenerator<EventIds[], void> {
  let chunk: EventIds[] = []
  let rows = 0
  for await (const event of events) {
    const ids = event.deliveries
      .filter((planned) => wanted(planned, event))
      .map(({ endpoint }) => `${event.position}${coded(endpoint)}`)
      .sort()
    chunk.push({ position: event.position, ids: newestFirst ? ids.reverse() : ids })
    rows += ids.length
    if (rows < rowsAtOnce && chunk.length < eventsAtOnce) continue
    yield chunk
    chunk = []
    rows = 0
  }
  yield chunk
}

/** The deliveries with these ids, by id. Those that have expired are missing. */
async function findAll(
  marketplace: string,
  ids: readonly string[],
  tables: LogTables,
): Promise<Map<string, Delivery>> {
  const keys = ids.map((id) => rowKey(marketplace, id)).filter((key) => key !== undefined)
  const rows = await getAll(keys, tables.deliveries)
  const found = new Map(
    rows.map((row) => [row.sk, deliveryIn(row, marketplace, tables.packing)] as const),
  )
  const missing = ids.filter((id) => !found.has(id))
  for (const delivery of await asTheyBegan(marketplace, missing, tables)) {
    found.set(delivery.id, delivery)
  }
  return found
}

async function asTheyBegan(
  marketplace: string,
  missing: readonly string[],
  log: LogTables,
): Promise<Delivery[]> {
  const { events, packing } = log
  const ids = missing.filter((id) => !hasLeft(timeAt(id), log))
  const uuids = new Set(ids.map((id) => eventAt(id)))
  const items = await getAll(
    [...uuids].map((uuid) => eventKey(marketplace, uuid)),
    events,
  )
  const wanted = new Set(ids)
  return items
    .map((item) => acceptedIn(item, marketplace, packing))
    .flatMap((event) => event.deliveries.map((planned) => newDelivery(event, planned)))
    .filter(({ id }) => wanted.has(id))
}

function getAll(keys: readonly Key[], table: Table) {
  return keys.length === 0 ? [] : table.getAll(keys)
}
