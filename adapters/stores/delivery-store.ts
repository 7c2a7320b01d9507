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

    findUnattempted: async (marketplace, range, limit) => {
      const events = eventsByTime(marketplace, range, { events: log.events, size: limit })
      const taken: EventEntry[] = []
      let next: string | undefined
      for await (const event of events) {
        next = taken.length === limit ? event.position : undefined
        if (next !== undefined) break
        taken.push(event)
      }
      const all = { marketplace, wanted: () => true, newestFirst: false }
      const deliveries: Delivery[] = []
      for await (const { delivery } of deliveriesOf(listed(taken), all, log)) {
        if (delivery !== undefined && isUnattempted(delivery)) deliveries.push(delivery)
      }
      return { deliveries, next }
    },
  }
}

function isUnattempted({ revision, status, attempts }: Delivery): boolean {
  return revision === 0 || (status === 'pending' && attempts.length === 0)
}

// eslint-disable-next-line @typescript-eslint/require-await -- the shape of a list that is read
async function* listed(events: readonly EventEntry[]): AsyncGenerator<EventEntry, void> {
  yield* events
}
