import type { Event } from './event.ts'

/**
 * How the delivery of an event to an endpoint began: its first message was queued, it waited for
 * its endpoint, it waited in the line of its resource, or it was skipped, as the webhook was disabled.
 */
export type PlannedDelivery = {
  endpoint: string
  start: 'queued' | 'waiting' | 'ordered' | 'skipped'
}

/** An event with the deliveries that were decided for it when it was accepted. */
export type AcceptedEvent = {
  event: Event
  acceptedAt: string
  /** The id of its bus message: an event that is published twice makes no second delivery. */
  source: string
  /** In the order of their endpoints. A delivery without a row of its own is as it began. */
  deliveries: readonly PlannedDelivery[]
  /** A test of its only webhook. */
  isTest?: true
}

/** Accepted events that at least one webhook wanted, for as many days as the operator chose. */
export type EventStore = {
  /** Stores the event. If its uuid is taken, the stored event stays and is returned. */
  storeEvent: (accepted: AcceptedEvent) => Promise<AcceptedEvent | undefined>
  /** Lists a stored event under its resource. */
  listUnderResource: (accepted: AcceptedEvent) => Promise<void>
  /** Lists it under one of its business ids, as they are compared. */
  listUnderBusinessId: (accepted: AcceptedEvent, id: string) => Promise<void>
  findEvent: (marketplace: string, uuid: string) => Promise<Event | undefined>
}
