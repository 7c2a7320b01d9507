import type { Delivery } from '../../core/deliveries/delivery.ts'
import { placeOf } from '../../core/deliveries/delivery-id.ts'
import type { AcceptedEvent } from '../../core/events/event-store.ts'
import type { Event } from '../../core/events/event.ts'
import { listEvent } from '../../core/events/list-event.ts'
import type { Health } from '../../core/health/health.ts'
import type { WaitingRow } from '../../core/waiting/waiting-row.ts'
import type { EndpointKey } from '../../core/webhooks/endpoint.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { anAcceptedEvent, anEntry, anEvent } from './builders.ts'
import type { MemoryStores } from './memory-stores.ts'
import { storedRows } from './stored-rows.ts'

export type Seed = {
  webhooks?: readonly Webhook[]
  /** By default those of the deliveries. */
  events?: readonly Event[]
  deliveries?: readonly Delivery[]
  waiting?: readonly WaitingRow[]
  health?: readonly Health[]
}

/** Already expired: the setup of tests is not audited. */
const noEntry = anEntry({ at: '2000-01-01T00:00:00.000Z' })

/** Stores rows without waiting: tables in memory change synchronously. */
export function seed(stores: MemoryStores, given: Seed): void {
  const { webhooks = [], events = [], deliveries = [], waiting = [], health = [] } = given
  for (const webhook of webhooks) putWebhook(stores, webhook)
  for (const accepted of acceptedEventsOf(deliveries, given.events)) put(accepted)
  for (const event of events) put(anAcceptedEvent({ event, deliveries: [] }))
  for (const row of waiting) void stores.ports.park(row)
  for (const one of health) putHealth(stores, one)
  for (const delivery of deliveries) {
    const hasRow = delivery.revision > 0
    if (hasRow) void stores.ports.replaceDelivery(delivery, { ...delivery, revision: 0 })
  }

  function put(accepted: AcceptedEvent): void {
    void stores.ports.storeEvent(accepted)
    void listEvent(accepted, stores.ports)
  }
}

/** The events that the deliveries are of, as their ids name them; only these, if they are given. */
export function acceptedEventsOf(
  deliveries: readonly Delivery[],
  given?: readonly Event[],
): AcceptedEvent[] {
  const events = new Map<string, AcceptedEvent>()
  for (const { id, marketplace, endpoint, event, createdAt, isTest } of deliveries) {
    const { event: place = '' } = placeOf(id) ?? {}
    const uuid = place === event.uuid.toLowerCase() ? event.uuid : place
    const key = `${marketplace} ${uuid}`
    const others = events.get(key)?.deliveries ?? []
    const deliveries = [...others, { endpoint, start: 'queued' } as const]
    const whole = given?.find((one) => one.uuid === uuid)
    if (given !== undefined && uuid === event.uuid && whole === undefined) continue
    const resource = { ...anEvent().resource, ...event.resource, ...whole?.resource }
    events.set(key, {
      event: { ...event, marketplace, uuid, resource },
      acceptedAt: createdAt,
      source: 'bus-1',
      deliveries,
      ...(isTest && { isTest }),
    })
  }
  return [...events.values()]
}

/** Adds the webhook, or replaces the one with its id. */
export function putWebhook(stores: MemoryStores, webhook: Webhook): void {
  takeWebhook(stores, webhook)
  void stores.ports.addWebhook(webhook, noEntry)
  if (findWebhook(stores, webhook) === undefined) {
    throw new Error(`Cannot add the webhook '${webhook.id}': another has its URL and an action`)
  }
}

export function takeWebhook(stores: MemoryStores, key: EndpointKey): void {
  const there = findWebhook(stores, key)
  if (there !== undefined) void stores.ports.deleteWebhook(there, noEntry)
}

/** Stores the row with its own revision: a store would increment it. */
export function putHealth(stores: MemoryStores, health: Health): void {
  const { marketplace, endpoint, revision } = health
  takeHealth(stores, { marketplace, id: endpoint })
  for (let next = 0; next <= revision; next += 1) {
    const before = next === 0 ? undefined : { ...health, revision: next - 1 }
    void stores.ports.replaceHealth(health, before)
  }
}

export function takeHealth(stores: MemoryStores, { marketplace, id }: EndpointKey): void {
  const there = storedRows(stores).health.get(id)
  if (there?.marketplace === marketplace) void stores.ports.replaceHealth(undefined, there)
}

function findWebhook(stores: MemoryStores, { marketplace, id }: EndpointKey): Webhook | undefined {
  const there = storedRows(stores).webhooks.get(id)
  return there?.marketplace === marketplace ? there : undefined
}
