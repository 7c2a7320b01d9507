import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import type { EventStore } from '../events/event-store.ts'
import { type Event, isSameEvent } from '../events/event.ts'

/** Stores an event once and resolves with the stored one, unless another event has its uuid. */
export async function storeOnce(
  event: Event,
  { storeEvent }: Pick<EventStore, 'storeEvent'>,
): Promise<Event | 'uuid taken'> {
  const stored = await storeEvent(event)
  if (stored === undefined) return event
  return isSameEvent(stored, event) ? stored : 'uuid taken'
}

/** A delivery whose first attempt is to be queued or parked by this bus message. */
export type Added = { delivery: Delivery; isRedelivered?: true }

/**
 * Adds a delivery once. If it exists, the bus message that added it continues where it stopped; for
 * any other message the result is undefined.
 */
export async function addOnce(
  delivery: Delivery,
  { addDelivery }: Pick<DeliveryStore, 'addDelivery'>,
): Promise<Added | undefined> {
  const stored = await addDelivery(delivery)
  if (stored === undefined) return { delivery }
  const isUnfinished = stored.source === delivery.source && stored.revision === 0
  return isUnfinished ? { delivery: stored, isRedelivered: true } : undefined
}
