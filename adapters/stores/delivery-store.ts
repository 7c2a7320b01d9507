import type { DeliveryStore } from '../../core/deliveries/delivery-store.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'
import { deliveryLogIn } from './delivery-log.ts'
import { deliveryRecordsIn } from './delivery-records.ts'
import { endedIn } from './ended-deliveries.ts'
import { deliveriesOf } from './event-deliveries.ts'
import { type EventEntry, eventsByTime } from './event-entries.ts'
import type { DeliveryLog } from './delivery-tables.ts'

/** Deliveries with their attempts, in rows of the table or, until then, in their events. */
export function deliveriesIn(log: DeliveryLog): DeliveryStore {
  return {
    ...deliveryLogIn(log),
    ...deliveryRecordsIn(log),
    ...endedIn(log),

    findCreated: async (marketplace, range, limit) => {
      // Eight partitions share the limit.
      const size = Math.max(2, Math.ceil(limit / 4))
      const events = eventsByTime(marketplace, range, { events: log.events, size })
      const taken: EventEntry[] = []
      let next: string | undefined
      for await (const event of events) {
        next = taken.length === limit ? event.position : undefined
        if (next !== undefined) break
        taken.push(event)
      }
      return { deliveries: allOf(taken, marketplace, log), next }
    },
  }
}

/** The deliveries of the events, in their order. */
async function* allOf(
  events: readonly EventEntry[],
  marketplace: string,
  log: DeliveryLog,
): AsyncGenerator<Delivery, void> {
  const all = { marketplace, wanted: () => true, newestFirst: false }
  for await (const { delivery } of deliveriesOf(listed(events), all, log)) {
    if (delivery !== undefined) yield delivery
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- the shape of a list that is read
async function* listed(events: readonly EventEntry[]): AsyncGenerator<EventEntry, void> {
  yield* events
}
