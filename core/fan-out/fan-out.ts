import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import { type Delivery, newDelivery } from '../deliveries/delivery.ts'
import type { EventStore } from '../events/event-store.ts'
import { type Event, isSameEvent } from '../events/event.ts'
import type { HealthStore } from '../health/health-store.ts'
import { type Health, pauseOf } from '../health/health.ts'
import { match, type WebhookRoute } from '../webhooks/route.ts'
import { type DeliveryQueue, firstMessage } from '../deliveries/delivery-message.ts'
import { firstAttempt } from '../deliveries/due-attempt.ts'
import { wakeAt, type WakeAtPorts } from '../waiting/wake-up.ts'
import type { WaitingStore } from '../waiting/waiting-store.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'

export type FanOutPorts = WakeAtPorts &
  Pick<WebhookStore, 'findRoutes'> &
  Pick<HealthStore, 'findAllHealth'> &
  Pick<EventStore, 'storeEvent'> &
  Pick<DeliveryStore, 'addDelivery'> &
  Pick<WaitingStore, 'park'> &
  DeliveryQueue

/**
 * Makes one delivery for each webhook that wants the event, and queues its first attempt. Where the
 * webhook is held, its circuit open or its pace limited, the delivery waits in a row instead; for a
 * disabled one it is listed as skipped. `source` names the bus message: the same one again
 * completes what was left undone, another one with the same event makes no delivery twice. Of
 * another event with a uuid that is taken nothing is kept: `uuid taken`.
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

  // First, for a delivery that is tried again reads it: nothing may lead to another event.
  const there = await ports.storeEvent(event)
  if (there !== undefined && !isSameEvent(there, event)) return 'uuid taken'
  const told = there ?? event

  const now = ports.now()
  const createdAt = now.toISOString()
  const deliveries = routes.map((route) => {
    const until = waitsUntil(route, health, now)
    const isParked = until !== undefined && route.enabled
    const delivery = newDelivery(told, route.webhook, {
      status: route.enabled ? 'pending' : 'skipped',
      source,
      createdAt,
      ...(isParked && { dueAt: createdAt }),
    })
    return { delivery, until: until ?? createdAt }
  })
  const added = await Promise.all(deliveries.map((one) => addIfAbsent(one, ports)))
  const pending = added.flatMap((one) => (one?.delivery.status === 'pending' ? [one] : []))
  await Promise.all([
    queue(
      told,
      pending.filter(({ delivery }) => delivery.dueAt === undefined),
      ports,
    ),
    ...pending
      .filter(({ delivery }) => delivery.dueAt !== undefined)
      .map((one) => park(one, ports)),
  ])
  return pending.map(({ delivery }) => delivery)
}

/** A delivery that is ours to send, and when its webhook is to be woken if it waits. */
type Added = { delivery: Delivery; until: string; isRedelivered?: true }

/** Until when the webhook's deliveries have to wait; undefined when they may go at once. */
function waitsUntil(
  { webhook, isLimited }: WebhookRoute,
  health: readonly Health[],
  now: Date,
): string | undefined {
  const pause = pauseOf(
    health.find((one) => one.webhook === webhook),
    now,
  )
  return pause?.until ?? (isLimited ? now.toISOString() : undefined)
}

async function park({ delivery, until }: Added, ports: FanOutPorts): Promise<void> {
  await ports.park(firstAttempt(delivery))
  await wakeAt({ marketplace: delivery.marketplace, id: delivery.webhook }, until, ports)
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

/**
 * So many messages are made at once: each may hold a copy of the event, and webhooks may be many.
 */
const messagesPerSend = 100

/** A larger event is read when it is sent, rather than copied once for each webhook. */
const enclosedCharacters = 16 * 1024

function isSmall({ resource: { content = '' } }: Event): boolean {
  return content.length <= enclosedCharacters
}

/** The delivery if its first attempt is still to be queued or parked, by us. */
async function addIfAbsent(added: Added, ports: FanOutPorts): Promise<Added | undefined> {
  const there = await ports.addDelivery(added.delivery)
  if (there === undefined) return added
  const belongsToUs = there.source === added.delivery.source && there.revision === 0
  return belongsToUs ? { ...added, delivery: there, isRedelivered: true } : undefined
}
