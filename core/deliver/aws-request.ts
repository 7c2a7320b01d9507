import { createHash } from 'node:crypto'

import type { Delivery } from '../deliveries/delivery.ts'
import { eventType } from '../events/catalogue.ts'
import type { Event } from '../events/event.ts'
import type { AwsTarget } from '../webhooks/aws-target.ts'
import type { Endpoint } from '../webhooks/endpoint.ts'
import type { Request } from './request.ts'

/** What is put on an event bus, besides its detail. */
type BusEntry = { source: string; detailType: string; resources: string[] }

/** What a FIFO queue sorts and recognizes messages by. */
type FifoIds = { group: string; deduplication: string }

/** A delivery to an event bus or a queue. The log shows `headers`, a queue gets them as attributes. */
export type AwsRequest = Pick<Request, 'url' | 'headers' | 'body'> & {
  target: AwsTarget
  marketplace: string
} & ({ kind: 'EVENT_BUS'; entry: BusEntry } | { kind: 'QUEUE'; fifo?: FifoIds })

type Sent = { delivery: Pick<Delivery, 'id'>; event: Event; request: Request }

/** The request for the event bus or the queue of an endpoint; undefined if it has a URL. */
export function awsRequestFor(
  { delivery, event, request }: Sent,
  { id, marketplace, eventBus, queue }: Endpoint,
): AwsRequest | undefined {
  const { url, body } = request
  if (eventBus !== undefined) {
    const entry = entryFor(event, { webhook: id, delivery: delivery.id })
    const headers = {
      source: entry.source,
      'detail-type': entry.detailType,
      resources: entry.resources.join(', '),
    }
    return { kind: 'EVENT_BUS', url, headers, body, target: eventBus, marketplace, entry }
  }
  if (queue === undefined) return undefined
  const { accept, 'content-type': type, 'user-agent': agent, ...headers } = request.headers
  const fifo = queue.arn.endsWith('.fifo') && {
    fifo: { group: shortId(event.resource.uuid), deduplication: shortId(delivery.id) },
  }
  return { kind: 'QUEUE', url, headers, body, target: queue, marketplace, ...fifo }
}

/** The source differs from that of events on the router's bus, so that none comes back as a new one. */
function entryFor(
  { marketplace, resource, resourceAction }: Event,
  { webhook, delivery }: { webhook: string; delivery: string },
): BusEntry {
  return {
    source: `postrider.${marketplace}`,
    detailType: eventType(resource.type, resourceAction),
    resources: [`webhook/${webhook}`, `delivery/${delivery}`, `resource/${resource.uuid}`],
  }
}

/** SQS takes ids of up to 128 printable characters without spaces; a longer one is hashed. */
function shortId(id: string): string {
  if (/^[!-~]{1,128}$/.test(id)) return id
  return createHash('sha256').update(id).digest('base64url')
}
