import { type DeliveryQueue, firstMessage } from '../deliveries/delivery-message.ts'
import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import { type Delivery, newDelivery } from '../deliveries/delivery.ts'
import { firstAttempt } from '../deliveries/due-attempt.ts'
import type { PlannedDelivery } from '../events/event-store.ts'
import type { Event } from '../events/event.ts'
import { type Health, pauseOf } from '../health/health.ts'
import { joinLine, type LinePorts } from '../waiting/line.ts'
import { moveDelivery, type MovePorts } from '../waiting/move-delivery.ts'
import type { WebhookRoute } from '../webhooks/match-event.ts'
import type { Stored } from './deduplicate.ts'

export type MakePorts = MovePorts &
  LinePorts &
  Pick<DeliveryStore, 'findDelivery' | 'replaceDelivery'> &
  DeliveryQueue

/** The receivers that are not healthy, by their endpoint. */
type Unhealthy = ReadonlyMap<string, Health>

/** What fan-out read: the receivers that are not healthy, and the versions of webhooks by their id. */
export type Seen = { unhealthy: Unhealthy; versions: ReadonlyMap<string, number> }

/** How the delivery to a route's webhook begins. */
export function planned(
  { webhook: endpoint, enabled, isLimited, isOrdered }: WebhookRoute,
  unhealthy: Unhealthy,
  now: Date,
): PlannedDelivery {
  if (!enabled) return { endpoint, start: 'skipped' }
  if (isOrdered === true) return { endpoint, start: 'ordered' }
  const health = unhealthy.get(endpoint)
  const isHeldBack = health?.slow !== undefined || pauseOf(health, now) !== undefined
  return { endpoint, start: isLimited === true || isHeldBack ? 'waiting' : 'queued' }
}

/** Queues, parks or skips these deliveries of an event, and resolves with those that are pending. */
export async function makeDeliveries(
  { accepted, isRedelivered }: Stored,
  { page, unhealthy, versions }: Seen & { page: readonly PlannedDelivery[] },
  ports: MakePorts,
): Promise<Delivery[]> {
  const made = page.map((one) => ({ ...one, delivery: newDelivery(accepted, one) }))
  const starting = (start: PlannedDelivery['start']) =>
    made.filter((one) => one.start === start).map(({ delivery }) => delivery)

  const [queued, waiting] = [starting('queued'), starting('waiting')]
  const ordered = starting('ordered')
  await Promise.all([
    queue(queued, { event: accepted.event, isRedelivered, versions }, ports),
    ...waiting.map((delivery) => park(delivery, unhealthy, ports)),
    ...ordered.map((delivery) => order(delivery, { unhealthy, isRedelivered }, ports)),
    ...starting('skipped').map((delivery) => ports.replaceDelivery(saved(delivery), delivery)),
  ])
  return [...queued, ...waiting, ...ordered]
}

/** Parked first: a waiting row without the delivery's own row is a delivery that just began. */
async function park(delivery: Delivery, unhealthy: Unhealthy, ports: MakePorts): Promise<void> {
  const save = () => ports.replaceDelivery(saved(delivery), delivery)
  const wake = wakeOf(unhealthy.get(delivery.endpoint), ports.now())
  await moveDelivery({ reminder: firstAttempt(delivery), save, ...wake }, ports)
}

/**
 * Adds the delivery to the line of its resource. The first one there waits as with limits.
 */
async function order(
  delivery: Delivery,
  { unhealthy, isRedelivered }: { unhealthy: Unhealthy; isRedelivered: boolean },
  ports: MakePorts,
): Promise<void> {
  if (isRedelivered && (await hasEnded(delivery, ports))) return

  const attempt = firstAttempt(delivery)
  const joining = { delivery, attempt, isRepeated: isRedelivered }
  const { place, isFirst } = await joinLine(joining, ports)
  const known = { ...delivery, sequence: place.sequence }
  if (isFirst) return park(known, unhealthy, ports)
  await ports.replaceDelivery(saved(known), delivery)
}

async function hasEnded({ marketplace, id }: Delivery, ports: MakePorts): Promise<boolean> {
  const found = await ports.findDelivery(marketplace, id)
  return found !== undefined && found.status !== 'pending'
}

function wakeOf(health: Health | undefined, now: Date) {
  const pause = pauseOf(health, now)
  if (pause !== undefined) return { wakeAt: pause.until }
  return health?.slow === undefined ? { wakeAt: now.toISOString() } : { waitsForRoom: true }
}

function saved(delivery: Delivery): Delivery {
  return { ...delivery, revision: delivery.revision + 1 }
}

async function queue(
  deliveries: readonly Delivery[],
  {
    event,
    isRedelivered,
    versions,
  }: { event: Event; isRedelivered: boolean } & Pick<Seen, 'versions'>,
  ports: MakePorts,
): Promise<void> {
  if (deliveries.length === 0) return
  const enclosed = isSmall(event) ? event : undefined
  await ports.queueDeliveries(
    deliveries.map((delivery) => {
      const webhookVersion = versions.get(delivery.endpoint)
      return {
        ...firstMessage(delivery, enclosed),
        ...(webhookVersion !== undefined && { webhookVersion }),
        ...(isRedelivered && { isRedelivered }),
      }
    }),
  )
}

/** A larger event is read when it is sent, instead of being copied for each webhook. */
const enclosedCharacters = 16 * 1024

function isSmall({ resource: { content = '' } }: Event): boolean {
  return content.length <= enclosedCharacters
}
