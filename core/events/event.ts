import { type Action, eventType, type ResourceType } from './catalogue.ts'
import type { JsonText } from '../values/json-text.ts'

/**
 * The maximum size of an event's detail in UTF-8, with its content as JSON. SQS and EventBridge
 * accept 1 MiB, including envelope and escapes: content as a string is twice as long at most.
 */
export const eventLimitBytes = 200 * 1024

/**
 * The maximum size of a request's body: an event of the maximum size, and room for white space, escapes and
 * members that are left out.
 */
export const bodyLimitBytes = 256 * 1024

/** What happened to a resource of a marketplace. */
export type Event = {
  marketplace: string
  uuid: string
  /** Epoch milliseconds. */
  timestamp: number
  resource: {
    type: ResourceType
    uuid: string
    url?: string | undefined
    /** JSON text. */
    content?: string | undefined
  }
  resourceAction: Action
  /** The producer's trace (W3C Trace Context), which receivers get as a header. */
  traceparent?: string
  /** Nothing happened: receivers get it with `postrider-test: true`. */
  test?: true
  /** Where its content had card data, such as `content.creditCard.number`. Receivers do not get it. */
  masked?: readonly string[]
}

/** The detail-types that match the event: for removals, both `user.removed` and `user.deleted`. */
export function detailTypesOf({ resource, resourceAction }: Event): string[] {
  const name = eventType(resource.type, resourceAction)
  return resourceAction === 'REMOVED' ? [name, name.replace('removed', 'deleted')] : [name]
}

/** The event's `detail` as producers write it: marketplace, trace and test, then what receivers get. */
export function detailOf(event: Event): JsonText {
  const { marketplace, traceparent, test } = event
  const first = JSON.stringify({ marketplace, traceparent, test }).slice(0, -1)
  return `${first},${notificationOf(event).slice(1)}`
}

/**
 * The same with the content as a string of its JSON text, in which EventBridge leaves every number
 * and member as it is. At most twice as long, by the escapes. It ends with the paths of card data that
 * the router masked.
 */
export function busDetailOf(event: Event): JsonText {
  const { content, ...resource } = event.resource
  if (content === undefined) return detailOf(event)
  const detail = detailOf({ ...event, resource: { ...resource, content: JSON.stringify(content) } })
  return event.masked === undefined
    ? detail
    : `${detail.slice(0, -1)}${maskedMember(event.masked)}}`
}

/** The paths as they follow the other members of a detail. */
export function maskedMember(masked: unknown): JsonText {
  return `,"masked":${JSON.stringify(masked)}`
}

/**
 * Whether two events with the same uuid are one that was published twice: receivers would get the same bytes,
 * but for the timestamp, as a producer that leaves it out sends another one each time.
 */
export function isSameEvent(one: Event, other: Event): boolean {
  const text = (event: Event) => notificationOf({ ...event, uuid: '', timestamp: 0 })
  return one.test === other.test && text(one) === text(other)
}

/**
 * The body of requests to receivers: exactly uuid, timestamp, resource and resourceAction, in this
 * order, with the content verbatim. Source: the marketplace's payload pages and captured traffic.
 */
export function notificationOf({ uuid, timestamp, resource, resourceAction }: Event): JsonText {
  const { content, ...rest } = resource
  const known = JSON.stringify({ type: rest.type, uuid: rest.uuid, url: rest.url })
  const whole = content === undefined ? known : `${known.slice(0, -1)},"content":${content}}`
  return `{"uuid":${JSON.stringify(uuid)},"timestamp":${timestamp},"resource":${whole},"resourceAction":"${resourceAction}"}`
}
