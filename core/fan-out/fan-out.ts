import { type DeliveryQueue, firstMessage } from '../deliveries/delivery-message.ts'
import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import { type Delivery, newDelivery } from '../deliveries/delivery.ts'
import { firstAttempt } from '../deliveries/due-attempt.ts'
import type { EventStore } from '../events/event-store.ts'
import type { Event } from '../events/event.ts'
import type { HealthStore } from '../health/health-store.ts'
import { type Health, pauseOf } from '../health/health.ts'
import type { WaitingStore } from '../waiting/waiting-store.ts'
import { wakeAt, type WakeAtPorts } from '../waiting/wake-up.ts'
import { match, type WebhookRoute } from '../webhooks/match-event.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import { type Added, addOnce, storeOnce } from './deduplicate.ts'

export type FanOutPorts = WakeAtPorts &
  Pick<WebhookStore, 'findRoutes'> &
  Pick<HealthStore, 'findAllHealth'> &
  Pick<EventStore, 'storeEvent'> &
  Pick<DeliveryStore, 'addDelivery'> &
  Pick<WaitingStore, 'park'> &
  DeliveryQueue

/**
 * Makes one delivery for each webhook that wants the event, and queues its first attempt. While the
 * webhook is paused, or if it has limits, the delivery waits in a row instead; for a disabled
 * webhook it is `skipped`. `source` is the id of the bus message: a redelivered message completes
 * what it left undone, and another message with the same event adds nothing. A different event with
 * a uuid that is taken is not stored: `uuid taken`.
 */
export async function fanOut(
  event: Event,
  source: string,
  ports: FanOutPorts,
): Promise<Delivery[] | 'uuid taken'> {
  const { marketplace, resource } = event
  const [all, health] = await Promise.all([
    ports.findRoutes(marketplace, resource.type),
    ports.findAllHealth(marketplace),
  ])
  const routes = match(event, all)
  if (routes.length === 0) return []

  // The event first: a later attempt reads it by its uuid.
  const stored = await storeOnce(event, ports)
  if (stored === 'uuid taken') return stored

  const now = ports.now()
  const wanted = routes.map((route) => deliveryOf(stored, { route, health, source, now }))
  const added = await Promise.all(wanted.map((one) => addPending(one, ports)))
  const pending = added.filter((one) => one !== undefined)
  const queued = pending.filter(({ delivery }) => delivery.dueAt === undefined)
  const parked = pending.filter(({ delivery }) => delivery.dueAt !== undefined)
  await Promise.all([queue(stored, queued, ports), ...parked.map((one) => park(one, ports))])
  return pending.map(({ delivery }) => delivery)
}

type Match = { route: WebhookRoute; health: readonly Health[]; source: string; now: Date }

/** The delivery of an event to a webhook; `wakeAt` says when to wake the webhook if it waits. */
function deliveryOf(event: Event, { route, health, source, now }: Match) {
  const createdAt = now.toISOString()
  const until = waitsUntil(route, health, now)
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
  health: readonly Health[],
  now: Date,
): string | undefined {
  const own = health.find((one) => one.endpoint === webhook)
  return pauseOf(own, now)?.until ?? (isLimited ? now.toISOString() : undefined)
}

type Pending = Added & { wakeAt: string }

async function addPending(
  { delivery, wakeAt: at }: ReturnType<typeof deliveryOf>,
  ports: FanOutPorts,
): Promise<Pending | undefined> {
  const added = await addOnce(delivery, ports)
  return added?.delivery.status === 'pending' ? { ...added, wakeAt: at } : undefined
}

async function park({ delivery, wakeAt: at }: Pending, ports: FanOutPorts): Promise<void> {
  await ports.park(firstAttempt(delivery))
  await wakeAt({ marketplace: delivery.marketplace, id: delivery.endpoint }, at, ports)
}

async function queue(event: Event, added: readonly Added[], ports: FanOutPorts): Promise<void> {
  const enclosed = isSmall(event) ? event : undefined
  for (let sent = 0; sent < added.length; sent += messagesPerSend) {
    const some = added.slice(sent, sent + messagesPerSend)
    await ports.queueDeliveries(
      some.map(({ delivery, isRedelivered }) => ({
        ...firstMessage(delivery, enclosed),
        ...(isRedelivered && { isRedelivered }),
      })),
    )
  }
}

/** Limits the memory of one send: each message may hold a copy of the event. */
const messagesPerSend = 100

/** A larger event is read when it is sent, instead of being copied for each webhook. */
const enclosedCharacters = 16 * 1024

function isSmall({ resource: { content = '' } }: Event): boolean {
  return content.length <= enclosedCharacters
}
