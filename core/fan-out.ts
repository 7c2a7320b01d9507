import { type Delivery, newDelivery } from './delivery.ts'
import type { Event } from './event.ts'
import { match, type Route } from './match.ts'
import type { DeliveryMessage } from './messages.ts'

export type FanOutNeeds = {
  /** The routes of a resource, as they are now. */
  findRoutes: (marketplace: string, resource: Event['resource']['type']) => Promise<Route[]>
  storeEvent: (event: Event) => Promise<void>
  /** Adds the delivery; answers with the one that is there already, if there is. */
  addDelivery: (delivery: Delivery) => Promise<Delivery | undefined>
  queueDeliveries: (messages: readonly DeliveryMessage[]) => Promise<void>
  now: () => Date
}

/**
 * Makes one delivery for each webhook that wants the event, and queues its first attempt; for a
 * disabled one the delivery is listed as skipped. `source` names the bus message: the same one
 * again completes what was left undone, another one with the same event makes no delivery twice.
 */
export async function fanOut(
  event: Event,
  source: string,
  needs: FanOutNeeds,
): Promise<Delivery[]> {
  const routes = match(event, await needs.findRoutes(event.marketplace, event.resource.type))
  if (routes.length === 0) return []

  const createdAt = needs.now().toISOString()
  const deliveries = routes.map(({ webhook, enabled }) =>
    newDelivery(event, webhook, { status: enabled ? 'pending' : 'skipped', source, createdAt }),
  )
  const [added] = await Promise.all([
    Promise.all(deliveries.map((delivery) => unlessThere(delivery, needs))),
    needs.storeEvent(event),
  ])

  const toSend = added.flatMap((delivery) => (delivery?.status === 'pending' ? [delivery] : []))
  const enclosed = isSmall(event) ? { event } : {}
  for (let sent = 0; sent < toSend.length; sent += sentAtOnce) {
    const some = toSend.slice(sent, sent + sentAtOnce)
    await needs.queueDeliveries(some.map((delivery) => ({ kind: 'first', delivery, ...enclosed })))
  }
  return toSend
}

/** So many messages are made at once: each may hold a copy of the event, and webhooks may be many. */
const sentAtOnce = 100

/** A larger event is read when it is sent, rather than copied once for each webhook. */
const enclosedCharacters = 16 * 1024

function isSmall({ resource: { content = '' } }: Event): boolean {
  return content.length <= enclosedCharacters
}

/** The delivery if its first attempt is still to be queued, by us. */
async function unlessThere(delivery: Delivery, needs: FanOutNeeds): Promise<Delivery | undefined> {
  const there = await needs.addDelivery(delivery)
  if (there === undefined) return delivery
  return there.source === delivery.source && there.revision === 0 ? there : undefined
}
