import type { Event } from './event.ts'

/** Accepted events that matched at least one webhook, for 90 days. */
export type EventStore = {
  /** Stores the event. If its uuid is taken, the stored event stays and is returned. */
  storeEvent: (event: Event) => Promise<Event | undefined>
  findEvent: (marketplace: string, uuid: string) => Promise<Event | undefined>
}
