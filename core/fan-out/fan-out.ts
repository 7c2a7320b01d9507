import type { Delivery } from '../deliveries/delivery.ts'
import type { EventStore } from '../events/event-store.ts'
import type { Event } from '../events/event.ts'
import type { HealthStore } from '../health/health-store.ts'
import { match, type WebhookRoute } from '../webhooks/match-event.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import { storeOnce } from './deduplicate.ts'
import { makeDeliveries, type MakePorts } from './make-deliveries.ts'

export type FanOutPorts = MakePorts &
  Pick<WebhookStore, 'findRoutes'> &
  Pick<HealthStore, 'findAllHealth'> &
  Pick<EventStore, 'storeEvent'> & {
    /** Whether there is time for another page of webhooks. */
    hasTime: () => boolean
    /** Sends the event again, for the webhooks that are left. */
    handOn: (event: Event, rest: Required<BusMessage>) => Promise<void>
  }

/**
 * The bus message that an event came with: its id, and the last webhook that an earlier invocation
 * has handled.
 */
export type BusMessage = { source: string; after?: string }

/**
 * Makes one delivery for each webhook that wants the event, and queues its first attempt. While the
 * webhook is paused, or if it has limits, the delivery waits in a row instead; for a disabled
 * webhook it is `skipped`. The same bus message completes what it left undone, and another message
 * with the same event adds nothing. A different event with a uuid that is taken is not stored:
 * `uuid taken`. Webhooks are handled page by page; when time runs out, the rest is handed on.
 */
export async function fanOut(
  event: Event,
  { source, after = '' }: BusMessage,
  ports: FanOutPorts,
): Promise<Delivery[] | 'uuid taken'> {
  const { marketplace, resource } = event
  const [all, health] = await Promise.all([
    ports.findRoutes(marketplace, resource.type),
    ports.findAllHealth(marketplace),
  ])
  const routes = inOrder(match(event, all)).filter(({ webhook }) => webhook > after)
  if (routes.length === 0) return []

  // The event first: a later attempt reads it by its uuid.
  const stored = await storeOnce(event, ports)
  if (stored === 'uuid taken') return stored

  const endpoints = new Map(health.map((one) => [one.endpoint, one]))
  const made: Delivery[] = []
  for (const [page, last] of pagesOf(routes)) {
    made.push(...(await makeDeliveries(stored, { routes: page, endpoints, source }, ports)))
    if (last === routes.at(-1)?.webhook || ports.hasTime()) continue
    await ports.handOn(stored, { source, after: last })
    break
  }
  return made
}

/** In the order of their webhooks, so that the place where an invocation ended has a meaning. */
function inOrder(routes: WebhookRoute[]): WebhookRoute[] {
  return routes.sort((one, other) => (one.webhook < other.webhook ? -1 : 1))
}

/** The routes in pages, each with its last webhook. */
function* pagesOf(routes: readonly WebhookRoute[]): Generator<[WebhookRoute[], string]> {
  for (let start = 0; start < routes.length; start += pageSize) {
    const page = routes.slice(start, start + pageSize)
    yield [page, page.at(-1)?.webhook ?? '']
  }
}

/**
 * Webhooks of one page. Small enough for ten events with a page each in memory, where each message
 * may hold a copy of its event.
 */
const pageSize = 50
