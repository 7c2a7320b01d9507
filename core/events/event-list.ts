import type { Several } from '../values/several.ts'
import type { Action, ResourceType } from './catalogue.ts'
import type { EventLine, Unwanted } from './unwanted.ts'

/** Each field narrows the list further. */
export type EventFilter = {
  resource?: Several<ResourceType>
  action?: Several<Action>
  resourceUuid?: Several<string>
  /** When the event was accepted; both ends are included. */
  from?: string
  to?: string
  /** Only events with deliveries, or only those that no webhook wanted. */
  wanted?: boolean
}

/** An event in the list. `unwanted` if it has no deliveries. */
export type ListedEvent = {
  event: EventLine
  acceptedAt: string
  deliveryCount: number
  unwanted?: Unwanted
}

export type EventList = {
  /**
   * The events that pass the filter, newest first, from a position on. A page of a filtered list may
   * be short, or empty, and still have a `next` position.
   */
  listEvents: (
    marketplace: string,
    filter: EventFilter,
    page: { limit: number; from: string | undefined },
  ) => Promise<{ events: ListedEvent[]; next: string | undefined }>
}
