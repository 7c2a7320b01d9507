import type { ApiResponse, ApiRequest, Operation } from '../api/operation.ts'
import { invalid, invalidField, problem } from '../api/problem.ts'
import { ownResource } from '../events/catalogue.ts'
import { toSummary } from './delivery-view.ts'
import { detailOf, type Event, eventLimitBytes, notificationOf } from '../events/event.ts'
import { Detail, eventFrom } from '../events/event-input.ts'
import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import type { EventStore } from '../events/event-store.ts'

export type EventPorts = Pick<EventStore, 'findEvent'> &
  Pick<DeliveryStore, 'listDeliveries'> & {
    /** Puts the event on the bus; resolves when the bus has stored it. */
    publish: (event: Event) => Promise<void>
    newUuid: () => string
  }

/**
 * Publishes events for producers that cannot put them on the bus themselves, and shows an event
 * with its deliveries.
 */
export const eventRoutes: readonly Operation<EventPorts>[] = [
  { method: 'POST', path: '/events', scope: 'events:write', handle: publishEvent },
  { method: 'GET', path: '/events/{uuid}', scope: 'webhooks:read', handle: getEvent },
]

async function publishEvent(
  { caller, json, text, headers }: ApiRequest,
  { publish, newUuid }: EventPorts,
): Promise<ApiResponse> {
  const { marketplace: ours } = caller
  const { traceparent } = headers
  const given = isObject(json) ? { marketplace: ours, uuid: newUuid(), traceparent, ...json } : json
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
  await publish(event)
  return { status: 202, body: { uuid: parsed.data.uuid } }
}

/** At most this many deliveries are shown with an event; the list of deliveries has all of them. */
const maxShown = 500

/** The event as receivers get it, with its content verbatim, and its deliveries, newest first. */
async function getEvent(
  { caller, params }: ApiRequest,
  { findEvent, listDeliveries }: EventPorts,
): Promise<ApiResponse> {
  const { uuid = '' } = params
  const event = await findEvent(caller.marketplace, uuid)
  if (event === undefined) {
    return problem(
      404,
      `Cannot find the event '${uuid}': no webhook of this marketplace matched it, or it is no longer stored`,
    )
  }
  const page = { limit: maxShown, from: undefined }
  const filter = { event: event.uuid.toLowerCase() }
  const { deliveries } = await listDeliveries(caller.marketplace, filter, page)
  const shown = JSON.stringify(deliveries.map(toSummary))
  const test = event.test === true ? ',"test":true' : ''
  return {
    status: 200,
    text: `{"event":${notificationOf(event)}${test},"deliveries":${shown}}`,
  }
}

function isObject(json: unknown): json is object {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
