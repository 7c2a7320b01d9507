import type { AcceptedEvent, EventStore } from '../events/event-store.ts'
import { isSameEvent } from '../events/event.ts'

/** The stored event, and whether an earlier invocation stored it for the same bus message. */
export type Stored = { accepted: AcceptedEvent; isRedelivered: boolean }

/**
 * Stores an event once. The bus message that stored it continues where it stopped; another message
 * with the same event has nothing to do, and a different event with its uuid is not stored.
 */
export async function storeOnce(
  accepted: AcceptedEvent,
  { storeEvent }: Pick<EventStore, 'storeEvent'>,
): Promise<Stored | 'published twice' | 'uuid taken'> {
  const stored = await storeEvent(accepted)
  if (stored === undefined) return { accepted, isRedelivered: false }
  if (stored.source === accepted.source) return { accepted: stored, isRedelivered: true }
  return isSameEvent(stored.event, accepted.event) ? 'published twice' : 'uuid taken'
}
