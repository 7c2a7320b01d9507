import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { invalid, invalidField, problem } from '../api/problem.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { AuditStore } from '../audit/audit-store.ts'
import { eventType, ownResource } from '../events/catalogue.ts'
import { parsePageQuery, rangeError } from '../api/pagination.ts'
import { toSummaries } from './delivery-view.ts'
import { toListedEvent } from './event-view.ts'
import { eventFilters, mayRepeat } from './events-query.ts'
import { detailOf, type Event, eventLimitBytes, notificationOf } from '../events/event.ts'
import { Detail, eventFrom } from '../events/event-input.ts'
import { comparable } from '../events/event-id.ts'
import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import type { HealthStore } from '../health/health-store.ts'
import type { LineStore } from '../waiting/line-store.ts'
import type { EventList } from '../events/event-list.ts'
import type { EventStore } from '../events/event-store.ts'
import type { UnwantedEventStore } from '../events/unwanted.ts'
import { isObject } from '../values/is-object.ts'

export type EventPorts = Pick<EventStore, 'findEvent'> &
  Pick<HealthStore, 'findAllHealth'> &
  Pick<LineStore, 'findFirstPlace'> &
  Pick<UnwantedEventStore, 'findUnwanted'> &
  EventList &
  AuditStore &
  Pick<DeliveryStore, 'listDeliveries'> & {
    /**
     * Puts the event on the bus; resolves when the bus has stored it. `uuid taken` if it knows that
     * another event has its uuid: a bus that cannot know makes it a dead letter.
     */
    publish: (event: Event) => Promise<'uuid taken' | undefined>
    newUuid: () => string
    now: () => Date
  }

/**
 * Publishes events for producers that cannot put them on the bus themselves, lists events, and shows
 * one with its deliveries, or why no webhook wanted it.
 */
export const eventRoutes: readonly Operation<EventPorts>[] = [
  { method: 'POST', path: '/events', scope: 'events:write', handle: publishEvent },
  {
    method: 'GET',
    path: '/events',
    scope: 'webhooks:read',
    takesQuery: true,
    mayRepeat,
    handle: listEvents,
  },
  { method: 'GET', path: '/events/{uuid}', scope: 'webhooks:read', handle: getEvent },
]

async function publishEvent(
  { caller, json, text, headers }: ApiRequest,
  ports: Pick<EventPorts, 'publish' | 'newUuid' | 'now' | 'addAudit'>,
): Promise<ApiResponse> {
  const { newUuid, now } = ports
  const { marketplace: ours } = caller
  const { traceparent } = headers
  const defaults = { marketplace: ours, uuid: newUuid(), timestamp: now().getTime(), traceparent }
  const given = isObject(json) ? { ...defaults, ...json } : json
  const parsed = Detail.safeParse(given)
  if (!parsed.success) return invalid('event', parsed.error)
  const { marketplace, resource } = parsed.data
  if (resource.type === ownResource) {
    return invalidField(
      'event',
      'resource.type',
      `must not be ${ownResource}: the router publishes it`,
    )
  }
  if (marketplace !== ours) {
    // Another marketplace is rejected, not silently replaced.
    return problem(
      403,
      `Cannot publish for the marketplace '${marketplace}': the token belongs to '${ours}'`,
    )
  }
  const event = eventFrom(parsed.data, text, json)
  if (Buffer.byteLength(detailOf(event)) > eventLimitBytes) {
    return problem(413, `Cannot accept the event: it is larger than ${eventLimitBytes} bytes`)
  }
  const { uuid } = event
  if ((await ports.publish(event)) === 'uuid taken') {
    return problem(409, `Cannot accept the event: another event has the uuid '${uuid}'`)
  }
  if (event.test === true && caller.isPerson === true) await recordTrial(event, caller, ports)
  return { status: 202, body: { uuid } }
}

/** Adds an event that a person tried to the audit log. */
async function recordTrial(
  { marketplace, uuid, resource, resourceAction }: Event,
  { subject: by }: ApiRequest['caller'],
  { addAudit, now }: Pick<EventPorts, 'addAudit' | 'now'>,
): Promise<void> {
  const event = { type: eventType(resource.type, resourceAction), uuid }
  await addAudit(
    auditEntry({ marketplace, at: now().toISOString(), by, action: 'event.tried', event }),
  )
}

async function listEvents(
  { caller, query }: ApiRequest,
  ports: Pick<EventPorts, 'listEvents'>,
): Promise<ApiResponse> {
  const page = parsePageQuery('events', query, eventFilters)
  if ('status' in page) return page
  const wrong = rangeError(page.filter)
  if (wrong !== undefined) return wrong

  const { events, next } = await ports.listEvents(caller.marketplace, page.filter, page)
  return page.answer(events.map(toListedEvent), next)
}

/** At most this many deliveries are shown with an event; the list of deliveries has all of them. */
const maxShown = 500

/** The event as receivers get it, with its content verbatim, and its deliveries, newest first. */
async function getEvent({ caller, params }: ApiRequest, ports: EventPorts): Promise<ApiResponse> {
  const { uuid = '' } = params
  const event = await ports.findEvent(caller.marketplace, uuid)
  if (event === undefined) return getUnwanted(caller.marketplace, uuid, ports)

  const page = { limit: maxShown, from: undefined }
  const filter = { event: comparable(event.uuid) }
  const { deliveries } = await ports.listDeliveries(caller.marketplace, filter, page)
  const shown = JSON.stringify(await toSummaries(caller.marketplace, deliveries, ports))
  const test = event.test === true ? ',"test":true' : ''
  const masked = event.masked === undefined ? '' : `,"masked":${JSON.stringify(event.masked)}`
  return {
    status: 200,
    text: `{"event":${notificationOf(event)}${test}${masked},"deliveries":${shown}}`,
  }
}

/** What is stored of an event that no webhook wanted. */
async function getUnwanted(
  marketplace: string,
  uuid: string,
  { findUnwanted }: EventPorts,
): Promise<ApiResponse> {
  const found = await findUnwanted(marketplace, uuid)
  if (found === undefined) {
    return problem(
      404,
      `Cannot find the event '${uuid}': this marketplace did not accept it, or it is no longer stored`,
    )
  }
  const { event, test, unwanted } = toListedEvent({ ...found, deliveryCount: 0 })
  return { status: 200, body: { event, ...(test && { test }), deliveries: [], unwanted } }
}
