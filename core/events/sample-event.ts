import type { Action, ResourceType } from './catalogue.ts'
import type { Event } from './event.ts'
import { eventWith } from './event-input.ts'
import { sampleOf } from './samples.ts'

/** The event that says that the sample of a resource was changed. */
export function sampleEvent(
  marketplace: string,
  type: ResourceType,
  resourceAction: Action,
): Event {
  const { uuid, url, content } = sampleOf(type)
  const resource = { type, uuid, url }
  const event = { marketplace, uuid, timestamp: 1_700_000_000_000, resource, resourceAction }
  return eventWith(event, () => JSON.stringify(content))
}
