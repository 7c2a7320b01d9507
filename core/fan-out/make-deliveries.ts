import { type DeliveryQueue, firstMessage } from '../deliveries/delivery-message.ts'
import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import { type Delivery, newDelivery } from '../deliveries/delivery.ts'
import { firstAttempt } from '../deliveries/due-attempt.ts'
import type { Event } from '../events/event.ts'
import { type Health, pauseOf } from '../health/health.ts'
import type { WaitingStore } from '../waiting/waiting-store.ts'
import { wakeAt, type WakeAtPorts } from '../waiting/wake-up.ts'
import type { WebhookRoute } from '../webhooks/match-event.ts'
import { type Added, addOnce } from './deduplicate.ts'

export type MakePorts = WakeAtPorts &
  Pick<DeliveryStore, 'addDelivery'> &
  Pick<WaitingStore, 'park'> &
  DeliveryQueue

/** Routes that want an event, the receivers that are not healthy, and the id of the bus message. */
type Page = {
  routes: readonly WebhookRoute[]
  endpoints: ReadonlyMap<string, Health>
  source: string
}

/** Adds a delivery for each route, and queues or parks those that are pending. */
export async function makeDeliveries(
  event: Event,
  { routes, ...match }: Page,
  ports: MakePorts,
): Promise<Delivery[]> {
  const now = ports.now()
  const wanted = routes.map((route) => deliveryOf(event, { route, ...match, now }))
  const added = await Promise.all(wanted.map((one) => addPending(one, ports)))
  const pending = added.filter((one) => one !== undefined)
  const queued = pending.filter(({ delivery }) => delivery.dueAt === undefined)
  const parked = pending.filter(({ delivery }) => delivery.dueAt !== undefined)
  await Promise.all([queue(event, queued, ports), ...parked.map((one) => park(one, ports))])
  return pending.map(({ delivery }) => delivery)
}

type Match = Omit<Page, 'routes'> & { route: WebhookRoute; now: Date }

/** The delivery of an event to a webhook; `wakeAt` says when to wake the webhook if it waits. */
function deliveryOf(event: Event, { route, endpoints, source, now }: Match) {
  const createdAt = now.toISOString()
  const until = waitsUntil(route, endpoints, now)
  const isParked = until !== undefined && route.enabled
  const delivery = newDelivery(event, route.webhook, {
    status: route.enabled ? 'pending' : 'skipped',
    source,
    createdAt,
    ...(isParked && { dueAt: createdAt }),
  })
  return { delivery, wakeAt: until ?? createdAt }
}

/** Until when the webhook's deliveries have to wait; undefined when they are queued immediately. */
function waitsUntil(
  { webhook, isLimited }: WebhookRoute,
  endpoints: ReadonlyMap<string, Health>,
  now: Date,
): string | undefined {
  return pauseOf(endpoints.get(webhook), now)?.until ?? (isLimited ? now.toISOString() : undefined)
}

type Pending = Added & { wakeAt: string }

async function addPending(
  { delivery, wakeAt: at }: ReturnType<typeof deliveryOf>,
  ports: MakePorts,
): Promise<Pending | undefined> {
  const added = await addOnce(delivery, ports)
  return added?.delivery.status === 'pending' ? { ...added, wakeAt: at } : undefined
}

async function park({ delivery, wakeAt: at }: Pending, ports: MakePorts): Promise<void> {
  await ports.park(firstAttempt(delivery))
  await wakeAt({ marketplace: delivery.marketplace, id: delivery.endpoint }, at, ports)
}

async function queue(event: Event, added: readonly Added[], ports: MakePorts): Promise<void> {
  if (added.length === 0) return
  const enclosed = isSmall(event) ? event : undefined
  await ports.queueDeliveries(
    added.map(({ delivery, isRedelivered }) => ({
      ...firstMessage(delivery, enclosed),
      ...(isRedelivered && { isRedelivered }),
    })),
  )
}

/** A larger event is read when it is sent, instead of being copied for each webhook. */
const enclosedCharacters = 16 * 1024

function isSmall({ resource: { content = '' } }: Event): boolean {
  return content.length <= enclosedCharacters
}
