import type { Delivery } from '../../core/deliveries/delivery.ts'
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
  ExchangeRow,
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
  const { webhooks, events, deliveries, waiting } = tables
  return {
    get webhooks(): ReadonlyMap<string, Webhook> {
      return byId(startingWith('webhook#', webhooks.items(), WebhookRow), ({ id }) => id)
    },
    get events(): readonly Event[] {
      return startingWith('event', events.items(), EventRow)
    },
    get deliveries(): readonly Delivery[] {
      return startingWith('delivery', deliveries.items(), DeliveryRow)
    },
    /** The only delivery of a world. */
    get delivery(): Delivery {
      const [delivery, ...others] = startingWith('delivery', deliveries.items(), DeliveryRow)
      if (delivery === undefined || others.length > 0)
        throw new Error('There is not exactly one delivery')
      return delivery
    },
    /** The stored exchanges of attempts. */
    get exchanges() {
      return startingWith('attempt#', deliveries.items(), Exchange)
    },
    /** In the order of their rows: by webhook, the earliest first, then the leased ones. */
    get waiting(): readonly WaitingRow[] {
      const rows = waiting.items().filter(({ sk }) => /^(due|leased)#/.test(sk))
      return rows.sort(byPartition).map((row) => WaitingRowSchema.parse(row))
    },
    get wakeUps(): ReadonlyMap<string, WakeUp> {
      return byId(startingWith('wake-up', waiting.items(), WakeUpRow), ({ endpoint }) => endpoint)
    },
    get health(): ReadonlyMap<string, Health> {
      return byId(startingWith('health#', waiting.items(), HealthRow), ({ endpoint }) => endpoint)
    },
  }
}

/** A stored exchange, with the delivery and the attempt of its key. */
const Exchange = {
  parse: (item: Item) => ({
    delivery: item.pk.split('#')[1] ?? '',
    number: Number(item.sk.split('#')[1]),
    exchange: ExchangeRow.parse(item),
  }),
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

/** Rows of a partition are in order. */
function byPartition(one: Item, other: Item): number {
  if (one.pk === other.pk) return 0
  return one.pk < other.pk ? -1 : 1
}
