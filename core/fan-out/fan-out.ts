import type { Delivery } from '../deliveries/delivery.ts'
import type { AcceptedEvent, EventStore, PlannedDelivery } from '../events/event-store.ts'
import type { Event } from '../events/event.ts'
import { listEvent } from '../events/list-event.ts'
import type { Unwanted } from '../events/unwanted.ts'
import type { HealthStore } from '../health/health-store.ts'
import { pauseOf } from '../health/health.ts'
import { match, type WebhookRoute } from '../webhooks/match-event.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import { wanted } from './wanted.ts'
import { storeOnce, type Stored } from './deduplicate.ts'
import { makeDeliveries, type MakePorts, planned, type Seen } from './make-deliveries.ts'
import { whyUnwanted } from './why-unwanted.ts'

export type FanOutPorts = MakePorts &
  Pick<WebhookStore, 'findRoutes' | 'findPattern'> &
  Pick<HealthStore, 'findAllHealth'> &
  Pick<EventStore, 'storeEvent' | 'listUnderResource' | 'listUnderBusinessId'> & {
    /** Whether there is time for another page of webhooks. */
    hasTime: () => boolean
    /** Sends the event again, for the webhooks that are left. */
    handOn: (event: Event, rest: Required<BusMessage>) => Promise<void>
  }

/**
 * The deliveries, how many webhooks there are whose filter the event does not match, and why no webhook
 * wants it, if so.
 */
type FannedOut = { deliveries: Delivery[]; filteredOut: number; unwanted?: Unwanted }

/**
 * The bus message that an event came with: its id, and the last webhook that an earlier invocation
 * has handled.
 */
export type BusMessage = { source: string; after?: string }

/**
 * Decides the deliveries of an event, one for each webhook that wants it, stores them with the
 * event, and queues their first attempts. While the webhook is paused, or if it has limits, the
 * delivery waits in a row instead; for a disabled webhook it is `skipped`. The same bus message
 * completes what it left undone, and another message with the same event adds nothing. A different
 * event with a uuid that is taken is not stored: `uuid taken`. Deliveries are made page by page; when
 * time runs out, the rest is handed on.
 */
export async function fanOut(
  event: Event,
  { source, after = '' }: BusMessage,
  ports: FanOutPorts,
): Promise<FannedOut | 'uuid taken'> {
  const { deliveries, filteredOut, all, matching, ...seen } = await plan(event, ports)
  const nothing: FannedOut = { deliveries: [], filteredOut }
  if (deliveries.length === 0) {
    return after === '' ? { ...nothing, unwanted: whyUnwanted(all, matching) } : nothing
  }

  const acceptedAt = ports.now().toISOString()
  const stored = await storeOnce({ event, acceptedAt, source, deliveries }, ports)
  if (stored === 'uuid taken') return stored
  if (stored === 'published twice') return nothing

  const listed = after === '' ? listEvent(stored.accepted, ports) : undefined
  const [made] = await Promise.all([makeAfter(after, { ...stored, ...seen }, ports), listed])
  return { deliveries: made, filteredOut }
}

type Plan = Pick<AcceptedEvent, 'deliveries'> &
  Pick<FannedOut, 'filteredOut'> &
  Seen & {
    /** The routes of the event's resource, and those of them for its action. */
    all: readonly WebhookRoute[]
    matching: readonly WebhookRoute[]
  }

/** The deliveries to the webhooks that want the event, in an order in which `after` has a meaning. */
async function plan(event: Event, ports: FanOutPorts): Promise<Plan> {
  const { marketplace, resource } = event
  const [all, recent] = await Promise.all([
    ports.findRoutes(marketplace, resource.type),
    ports.findAllHealth(marketplace, { mayBeStale: true }),
  ])
  const matching = match(event, all)
  const routes = await wanted(event, matching, ports)
  const versions = new Map(routes.map(({ webhook, version }) => [webhook, version]))
  // What would hold a delivery back is read again, consistently: the pause may have just ended.
  const now = ports.now()
  const isHeldBack = recent.some((one) => versions.has(one.endpoint) && pauseOf(one, now))
  const health = isHeldBack ? await ports.findAllHealth(marketplace) : recent
  const unhealthy = new Map(health.map((one) => [one.endpoint, one]))
  const deliveries = routes
    .map((route) => planned(route, unhealthy, now))
    .sort((one, other) => (one.endpoint < other.endpoint ? -1 : 1))
  const filteredOut = matching.length - routes.length
  return { deliveries, unhealthy, versions, filteredOut, all, matching }
}

async function makeAfter(
  after: string,
  { unhealthy, versions, ...stored }: Stored & Seen,
  ports: FanOutPorts,
): Promise<Delivery[]> {
  const { event, source, deliveries } = stored.accepted
  const left = deliveries.filter(({ endpoint }) => endpoint > after)
  const made: Delivery[] = []
  for (const [page, last] of pagesOf(left)) {
    made.push(...(await makeDeliveries(stored, { page, unhealthy, versions }, ports)))
    if (last === left.at(-1)?.endpoint || ports.hasTime()) continue
    await ports.handOn(event, { source, after: last })
    break
  }
  return made
}

/** The deliveries in pages, each with its last endpoint. */
function* pagesOf(all: readonly PlannedDelivery[]): Generator<[PlannedDelivery[], string]> {
  for (let start = 0; start < all.length; start += pageSize) {
    const page = all.slice(start, start + pageSize)
    yield [page, page.at(-1)?.endpoint ?? '']
  }
}

/**
 * Webhooks of one page. Small enough for ten events with a page each in memory, where each message
 * may hold a copy of its event.
 */
const pageSize = 50
