import * as z from 'zod'

import type { ApiRequest, ApiResponse, Operation } from '../api/operation.ts'
import { invalid, invalidField } from '../api/problem.ts'
import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import { compilePattern, type EventPattern } from '../event-patterns/event-pattern.ts'
import { eventType } from '../events/catalogue.ts'
import type { EventStore } from '../events/event-store.ts'
import { type Event, notificationOf } from '../events/event.ts'
import { sampleEvent } from '../events/sample-event.ts'
import { PatternInput } from '../webhooks/pattern-input.ts'
import { EventTypeInput } from '../webhooks/subscription-input.ts'

export type TryPatternPorts = Pick<EventStore, 'findEvent'> & Pick<DeliveryStore, 'listDeliveries'>

/** Tries a filter before it is saved; nothing is stored or sent. */
export const tryPatternRoutes: readonly Operation<TryPatternPorts>[] = [
  {
    method: 'POST',
    path: '/filter-tests',
    scope: 'webhooks:read',
    handle: tryPattern,
  },
]

/** A filter with what it is tried on: a body, or an event type's sample and recent events. */
export const FilterTrial = z.strictObject({
  filter: PatternInput,
  event: EventTypeInput.exactOptional(),
  body: z.record(z.string(), z.unknown()).exactOptional(),
})

/** How many deliveries are read, and how many different events of them are tried. */
const pageSize = 50
const maxRecent = 10

async function tryPattern(
  { caller, json }: ApiRequest,
  ports: TryPatternPorts,
): Promise<ApiResponse> {
  const parsed = FilterTrial.safeParse(json)
  if (!parsed.success) return invalid('filter test', parsed.error)
  const { filter, event, body } = parsed.data
  if ((event === undefined) === (body === undefined)) {
    return invalidField('filter test', 'event', 'or body is required, and not both')
  }
  const compiled = compilePattern(filter)
  if ('errors' in compiled) return invalid('filter test', undefined, compiled.errors)
  const { value: pattern } = compiled
  if (event === undefined) {
    return { status: 200, body: { items: [{ source: 'body', ...outcomeOf(body, pattern) }] } }
  }
  const recent = await recentEvents(caller.marketplace, event, ports)
  const sample = sampleEvent(caller.marketplace, event.resource, event.action)
  const items = [
    { source: 'sample', ...outcomeOfEvent(sample, pattern) },
    ...recent.map((one) => ({ source: 'recent', ...outcomeOfEvent(one, pattern) })),
  ]
  return { status: 200, body: { items } }
}

async function recentEvents(
  marketplace: string,
  { resource, action }: z.output<typeof EventTypeInput>,
  { listDeliveries, findEvent }: TryPatternPorts,
): Promise<Event[]> {
  const page = { limit: pageSize, from: undefined }
  const { deliveries } = await listDeliveries(marketplace, { resource, action }, page)
  const uuids = [...new Set(deliveries.map((one) => one.event.uuid))].slice(0, maxRecent)
  const events = await Promise.all(uuids.map((uuid) => findEvent(marketplace, uuid)))
  return events.filter((one) => one !== undefined)
}

function outcomeOfEvent(event: Event, pattern: EventPattern) {
  return {
    event: eventType(event.resource.type, event.resourceAction),
    uuid: event.uuid,
    timestamp: event.timestamp,
    ...outcomeOf(JSON.parse(notificationOf(event)), pattern),
  }
}

function outcomeOf(body: unknown, { mismatch }: EventPattern) {
  const why = mismatch(body)
  return why === undefined ? { matches: true } : { matches: false, ...why }
}
