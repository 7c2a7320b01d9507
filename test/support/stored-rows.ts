import { deliveryIn } from '../../adapters/stores/delivery-rows.ts'
import { acceptedIn } from '../../adapters/stores/event-store.ts'
import { plain } from '../../adapters/stores/packing.ts'
import { type Delivery, newDelivery } from '../../core/deliveries/delivery.ts'
import type { AcceptedEvent } from '../../core/events/event-store.ts'
import type { Event } from '../../core/events/event.ts'
import type { Health } from '../../core/health/health.ts'
import type { Item } from '../../core/ports.ts'
import type { WaitingRow } from '../../core/waiting/waiting-row.ts'
import type { WakeUp } from '../../core/waiting/wake-up-store.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import type { MemoryStores } from './memory-stores.ts'
import {
  DeliveryRow,
  EventRow,
  HealthRow,
  WaitingRowSchema,
  WakeUpRow,
  WebhookRow,
} from './row-schemas.ts'

/**
 * The current rows of the tables, for tests to read; maps by id. Each row must match its schema, as
 * nothing that runs validates it.
 */
export function storedRows({ tables }: Pick<MemoryStores, 'tables'>) {
  const { webhooks, events, waiting } = tables
  return {
    get webhooks(): ReadonlyMap<string, Webhook> {
      return byId(startingWith('webhook#', webhooks.items(), WebhookRow), ({ id }) => id)
    },
    get events(): readonly Event[] {
      return acceptedOf(events.items()).map(({ event }) => event)
    },
    /** How many events are listed under a resource of `acme`. */
    get underResource() {
      return (uuid: string): number =>
        events.items().filter(({ pk }) => pk === `acme#resource#${uuid}`).length
    },
    /** With those that have no row yet. */
    get deliveries(): readonly Delivery[] {
      return deliveriesIn(tables)
    },
    /** The only delivery of a world. */
    get delivery(): Delivery {
      const [delivery, ...others] = deliveriesIn(tables)
      if (delivery === undefined || others.length > 0)
        throw new Error('There is not exactly one delivery')
      return delivery
    },
    /** The stored exchanges of attempts. */
    get exchanges() {
      return deliveriesIn(tables).flatMap(({ id, attempts }) =>
        attempts.flatMap(({ number, exchange }) =>
          exchange === undefined ? [] : [{ delivery: id, number, exchange }],
        ),
      )
    },
    /** In the order of their rows: by webhook, the earliest first, then the leased ones. */
    get waiting(): readonly WaitingRow[] {
      const rows = waiting.items().filter(({ sk }) => /^(due|leased)#/.test(sk))
      return rows.sort(byWebhook).map((row) => WaitingRowSchema.parse(row))
    },
    get wakeUps(): ReadonlyMap<string, WakeUp> {
      return byId(startingWith('wake-up', waiting.items(), WakeUpRow), ({ endpoint }) => endpoint)
    },
    get health(): ReadonlyMap<string, Health> {
      return byId(startingWith('health#', waiting.items(), HealthRow), ({ endpoint }) => endpoint)
    },
  }
}

type Tables = Pick<MemoryStores['tables'], 'events' | 'deliveries'>

function acceptedOf(items: readonly Item[]): AcceptedEvent[] {
  return items
    .filter(({ sk }) => sk === 'event')
    .map((item) => acceptedIn(item, marketplaceOf(item), plain))
    .map((accepted) => ({ ...accepted, event: EventRow.parse(accepted.event) }))
}

/** The deliveries of the events, each as its row says or as it began, in the order of their events. */
function deliveriesIn({ events, deliveries }: Tables): Delivery[] {
  const rows = new Map(
    deliveries
      .items()
      .filter((item) => item['packed'] !== undefined) // neither a rollup nor a mark
      .map((item) => DeliveryRow.parse(deliveryIn(item, marketplaceOf(item), plain)))
      .map((delivery) => [delivery.id, delivery]),
  )
  const began = acceptedOf(events.items()).flatMap((accepted) =>
    accepted.deliveries.map((planned) => newDelivery(accepted, planned)),
  )
  const all = new Map(began.map((delivery) => [delivery.id, delivery]))
  for (const [id, delivery] of rows) all.set(id, delivery)
  return [...all.values()]
}

function marketplaceOf({ pk }: Item): string {
  return pk.split('#')[0] ?? ''
}

function startingWith<Row>(
  start: string,
  items: readonly Item[],
  schema: { parse: (item: Item) => Row },
): Row[] {
  return items.filter(({ sk }) => sk.startsWith(start)).map((item) => schema.parse(item))
}

function byId<Row>(rows: readonly Row[], idOf: (row: Row) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [idOf(row), row]))
}

/** The rows of a webhook are spread over partitions. */
function byWebhook(one: Item, other: Item): number {
  const [first, second] = [one, other].map(({ pk, sk }) => `${pk.replace(/#\d$/, '')} ${sk}`)
  return (first ?? '') < (second ?? '') ? -1 : 1
}
