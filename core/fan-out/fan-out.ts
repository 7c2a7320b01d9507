import { type Delivery, newDelivery } from '../deliveries/delivery.ts'
import { type Event, tellsTheSame } from '../events/event.ts'
import { type Health, holdOf } from '../health/health.ts'
import { match, type Route } from '../webhooks/route.ts'
import type { DeliveryMessage } from '../deliveries/messages.ts'
import { wakeAt, type WakeAtNeeds } from '../waiting/wake-up.ts'
import { type Waiting, firstRow } from '../waiting/waiting-row.ts'

export type FanOutNeeds = WakeAtNeeds & {
  /** The routes of a resource, as they are now. */
  findRoutes: (marketplace: string, resource: Event['resource']['type']) => Promise<Route[]>
  /** What there is to say of the marketplace's receivers that are not well. */
  findAllHealth: (marketplace: string) => Promise<Health[]>
  /** Stores the event; answers with the one that is there already, if there is. */
  storeEvent: (event: Event) => Promise<Event | undefined>
  /** Adds the delivery; answers with the one that is there already, if there is. */
  addDelivery: (delivery: Delivery) => Promise<Delivery | undefined>
  park: (row: Waiting) => Promise<void>
  queueDeliveries: (messages: readonly DeliveryMessage[]) => Promise<void>
}

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
  needs: FanOutNeeds,
): Promise<Delivery[] | 'uuid taken'> {
  const { marketplace, resource } = event
  const [all, health] = await Promise.all([
    needs.findRoutes(marketplace, resource.type),
    needs.findAllHealth(marketplace),
  ])
  const routes = match(event, all)
  if (routes.length === 0) return []

  // First, for a delivery that is tried again reads it: nothing may lead to another event.
  const there = await needs.storeEvent(event)
  if (there !== undefined && !tellsTheSame(there, event)) return 'uuid taken'
  const told = there ?? event

  const now = needs.now()
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
  const added = await Promise.all(deliveries.map((one) => unlessThere(one, needs)))
  const pending = added.flatMap((one) => (one?.delivery.status === 'pending' ? [one] : []))
  await Promise.all([
    queue(
      told,
      pending.filter(({ delivery }) => delivery.dueAt === undefined),
      needs,
    ),
    ...pending
      .filter(({ delivery }) => delivery.dueAt !== undefined)
      .map((one) => park(one, needs)),
  ])
  return pending.map(({ delivery }) => delivery)
}

/** A delivery that is ours to send, and when its webhook is to be woken if it waits. */
type Added = { delivery: Delivery; until: string; isRepeated?: true }

/** Until when the webhook's deliveries have to wait; undefined when they may go at once. */
function waitsUntil(
  { webhook, isLimited }: Route,
  health: readonly Health[],
  now: Date,
): string | undefined {
  const hold = holdOf(
    health.find((one) => one.webhook === webhook),
    now,
  )
  return hold?.until ?? (isLimited ? now.toISOString() : undefined)
}

async function park({ delivery, until }: Added, needs: FanOutNeeds): Promise<void> {
  await needs.park(firstRow(delivery))
  await wakeAt({ marketplace: delivery.marketplace, id: delivery.webhook }, until, needs)
}

async function queue(event: Event, added: readonly Added[], needs: FanOutNeeds): Promise<void> {
  const enclosed = isSmall(event) ? { event } : {}
  for (let sent = 0; sent < added.length; sent += sentAtOnce) {
    const some = added.slice(sent, sent + sentAtOnce)
    await needs.queueDeliveries(
      some.map(({ delivery, isRepeated }) => ({
        kind: 'first',
        delivery,
        ...(isRepeated && { isRepeated }),
        ...enclosed,
      })),
    )
  }
}

/**
 * So many messages are made at once: each may hold a copy of the event, and webhooks may be many.
 */
const sentAtOnce = 100

/** A larger event is read when it is sent, rather than copied once for each webhook. */
const enclosedCharacters = 16 * 1024

function isSmall({ resource: { content = '' } }: Event): boolean {
  return content.length <= enclosedCharacters
}

/** The delivery if its first attempt is still to be queued or parked, by us. */
async function unlessThere(added: Added, needs: FanOutNeeds): Promise<Added | undefined> {
  const there = await needs.addDelivery(added.delivery)
  if (there === undefined) return added
  const isOurs = there.source === added.delivery.source && there.revision === 0
  return isOurs ? { ...added, delivery: there, isRepeated: true } : undefined
}
