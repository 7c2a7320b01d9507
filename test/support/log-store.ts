import pLimit from 'p-limit'

import { deliveriesIn } from '../../adapters/stores/delivery-store.ts'
import { eventsIn } from '../../adapters/stores/event-store.ts'
import type { DeliveryLog } from '../../adapters/stores/delivery-tables.ts'
import { deflated } from '../../adapters/stores/deflated.ts'
import { plain } from '../../adapters/stores/packing.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'
import { listEvent } from '../../core/events/list-event.ts'
import type { Table } from '../../core/ports.ts'
import { noon } from './builders.ts'
import { acceptedEventsOf } from './seed.ts'
import { storeTable } from './store-table.ts'

/** The tables of the log, empty and packed as their engine packs; `swept` is how far its marketplaces were swept. */
export async function logTables(clock = { now: noon }, swept?: string): Promise<DeliveryLog> {
  return {
    events: await storeTable('events', clock),
    deliveries: await storeTable('deliveries', clock),
    packing: process.env['POSTRIDER_EMULATOR'] === undefined ? plain : deflated,
    now: () => clock.now,
    retentionDays: 90,
    findSwept: () => Promise.resolve(swept),
  }
}

/** Stores deliveries, those with a revision in rows of their own, and their events. */
export async function fill(log: DeliveryLog, deliveries: readonly Delivery[]): Promise<void> {
  const [events, store] = [eventsIn(log), deliveriesIn(log)]
  const limit = pLimit(32)
  const rows = deliveries.filter(({ revision }) => revision > 0)
  await Promise.all([
    ...acceptedEventsOf(deliveries).flatMap((accepted) => [
      limit(() => events.storeEvent(accepted)),
      limit(() => listEvent(accepted, events)),
    ]),
    ...rows.map((one) => limit(() => store.replaceDelivery(one, { ...one, revision: 0 }))),
  ])
}

/** The table, and how many items its queries and batches have returned. */
export function counted(table: Table) {
  let [items, queries] = [0, 0]
  const count = <Found extends readonly unknown[]>(found: Found): Found => {
    items += found.length
    queries += 1
    return found
  }
  return {
    table: {
      ...table,
      query: async (...asked: Parameters<Table['query']>) => count(await table.query(...asked)),
      getAll: async (...asked: Parameters<Table['getAll']>) => count(await table.getAll(...asked)),
    },
    get items() {
      return items
    },
    get queries() {
      return queries
    },
  }
}
