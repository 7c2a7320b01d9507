import type { AcceptedEvent } from '../events/event-store.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import { notificationOf } from '../events/event.ts'
import { toDetail } from '../manage/delivery-view.ts'

/** A line of the archive, a JSON text without line breaks, and where it belongs. */
export type ArchiveLine = {
  kind: 'deliveries' | 'events'
  marketplace: string
  acceptedAt: string
  json: string
}

/** What `GET /deliveries/{id}` showed, and the marketplace. */
export function deliveryLine(delivery: Delivery): ArchiveLine {
  const { marketplace, createdAt: acceptedAt } = delivery
  const json = JSON.stringify({ marketplace, ...toDetail(delivery) })
  return { kind: 'deliveries', marketplace, acceptedAt, json }
}

/** The event with `body`, the text that receivers got. */
export function eventLine({
  event,
  acceptedAt,
}: Pick<AcceptedEvent, 'event' | 'acceptedAt'>): ArchiveLine {
  const { marketplace, uuid, resource, resourceAction } = event
  const line = {
    ...{ marketplace, uuid, acceptedAt, resourceAction },
    resource: { type: resource.type, uuid: resource.uuid },
    body: notificationOf(event),
  }
  return { kind: 'events', marketplace, acceptedAt, json: JSON.stringify(line) }
}
