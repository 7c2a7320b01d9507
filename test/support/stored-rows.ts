import * as z from 'zod'

import { HttpExchange } from '../../core/deliveries/http-exchange.ts'
import { Delivery } from '../../core/deliveries/delivery.ts'
import { Event } from '../../core/events/event.ts'
import { Health } from '../../core/health/health.ts'
import type { Item } from '../../core/ports.ts'
import { WaitingRow } from '../../core/waiting/waiting-row.ts'
import type { WakeUp } from '../../core/waiting/wake-up-store.ts'
import { Webhook } from '../../core/webhooks/webhook.ts'
import type { MemoryStores } from './memory-stores.ts'

/**
 * The current rows of the tables, for tests to read; maps by id. Each row must match its schema, as
 * nothing that runs validates it.
 */
export function storedRows({ tables }: Pick<MemoryStores, 'tables'>) {
  const { webhooks, events, deliveries, waiting } = tables
  return {
    get webhooks(): ReadonlyMap<string, Webhook> {
      return byId(startingWith('webhook#', webhooks.items(), Webhook), ({ id }) => id)
    },
    get events(): readonly Event[] {
      return startingWith('event', events.items(), Event)
    },
    get deliveries(): readonly Delivery[] {
      return startingWith('delivery', deliveries.items(), Delivery)
    },
    /** The only delivery of a world. */
    get delivery(): Delivery {
      const [delivery, ...others] = startingWith('delivery', deliveries.items(), Delivery)
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
      return rows.sort(byPartition).map((row) => WaitingRow.parse(row))
    },
    get wakeUps(): ReadonlyMap<string, WakeUp> {
      return byId(startingWith('wake-up', waiting.items(), WakeUpItem), ({ endpoint }) => endpoint)
    },
    get health(): ReadonlyMap<string, Health> {
      return byId(startingWith('health#', waiting.items(), Health), ({ endpoint }) => endpoint)
    },
  }
}

const WakeUpItem = z.object({
  marketplace: z.string(),
  endpoint: z.string(),
  token: z.string(),
  wakeAt: z.iso.datetime(),
  isRunning: z.boolean().exactOptional(),
})

/** A stored exchange, with the delivery and the attempt of its key. */
const Exchange = {
  parse: (item: Item) => ({
    delivery: item.pk.split('#')[1] ?? '',
    number: Number(item.sk.split('#')[1]),
    exchange: HttpExchange.parse(item),
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
