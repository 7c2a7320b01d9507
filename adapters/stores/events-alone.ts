import { eventPosition } from '../../core/deliveries/delivery-id.ts'
import type { DeliveryLog } from './delivery-tables.ts'
import type { EventEntry } from './event-entries.ts'
import { acceptedIn, eventKey } from './event-store.ts'
import { merged } from './merged.ts'

/** The events with these uuids that are stored, newest first. */
export function eventsAlone(
  marketplace: string,
  uuids: readonly string[],
  log: DeliveryLog,
): AsyncGenerator<EventEntry, void> {
  const events = uuids.map((uuid) => eventAlone(marketplace, uuid, log))
  return merged(events, { newestFirst: true })
}

async function* eventAlone(
  marketplace: string,
  uuid: string,
  { events, packing }: DeliveryLog,
): AsyncGenerator<EventEntry, void> {
  const item = await events.get(eventKey(marketplace, uuid))
  if (item === undefined) return
  const { acceptedAt, deliveries, isTest = false } = acceptedIn(item, marketplace, packing)
  const position = eventPosition(acceptedAt, uuid)
  yield { position, event: uuid, type: String(item['type']), isTest, deliveries }
}
