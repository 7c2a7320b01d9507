import type { Event } from './event.ts'

/**
 * Why no webhook wanted an event: none is for its resource; or none of those is for its action;
 * or the filters of those that are do not match it. A disabled webhook still wants its events.
 */
export const unwantedReasons = ['resource', 'action', 'filter'] as const

/** The reason, and the webhooks that came closest. */
export type Unwanted = {
  reason: (typeof unwantedReasons)[number]
  /** How many webhooks are for the resource; for `filter`, for the action too. */
  webhookCount: number
  /** The ids of some of them. */
  webhooks: readonly string[]
}

/** What lists show of an event: all but its content and its trace. */
export type EventLine = Omit<Event, 'resource' | 'traceparent'> & {
  resource: Omit<Event['resource'], 'content'>
}

/** An event that no webhook wanted, as it is stored. */
export type UnwantedEvent = { event: EventLine; acceptedAt: string; unwanted: Unwanted }

/** For how long it is stored. */
export const unwantedForDays = 7

/** Events that no webhook wanted. */
export type UnwantedEventStore = {
  storeUnwanted: (event: UnwantedEvent) => Promise<void>
  findUnwanted: (marketplace: string, uuid: string) => Promise<UnwantedEvent | undefined>
}

export function lineOf({ resource, traceparent, ...event }: Event): EventLine {
  const { content, ...rest } = resource
  return { ...event, resource: rest }
}
