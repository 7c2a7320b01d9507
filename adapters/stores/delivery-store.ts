import { Delivery } from '../../core/deliveries/delivery.ts'
import type { Item, Table } from '../../core/ports.ts'
import { httpExchangesIn, deliveryKey } from './http-exchange-store.ts'
import { listingsOf } from './delivery-indexes.ts'
import { deliveryLogIn } from './delivery-log.ts'
import { endedIn } from './ended-deliveries.ts'
import { expiryOf } from './retention.ts'

/** Deliveries in a table, with their attempts, for 90 days; listed by indexes, newest first. */
export function deliveriesIn(table: Table) {
  return {
    ...deliveryLogIn(table),
    ...endedIn(table),
    ...httpExchangesIn(table),

    /** Adds the delivery; answers with the one that is there already, if there is. */
    addDelivery: async (delivery: Delivery): Promise<Delivery | undefined> => {
      if (await table.write([{ put: toItem(delivery), if: 'absent' }])) return undefined
      return find(table, delivery.marketplace, delivery.id)
    },

    findDelivery: (marketplace: string, id: string) => find(table, marketplace, id),

    /** Saves the delivery after a change, unless another change came between (false). */
    replaceDelivery: (after: Delivery, before: Delivery): Promise<boolean> =>
      table.write([{ put: toItem(after), if: { revision: before.revision } }]),

    /** Pending deliveries, oldest first: between two places in the order of their age. */
    findPending: (marketplace: string, range: Range, limit: number) =>
      findPending(table, marketplace, { ...range, limit }),
  }
}

type Range = { from: string; to: string }

async function findPending(
  table: Table,
  marketplace: string,
  range: Range & { limit: number },
): Promise<Delivery[]> {
  const partition = `${marketplace}#pending`
  const items = await table.query({ index: 'byStatus', partition, ...range })
  return items.map((item) => Delivery.parse(item))
}

async function find(table: Table, marketplace: string, id: string): Promise<Delivery | undefined> {
  const item = await table.get(deliveryKey(marketplace, id))
  return item === undefined ? undefined : Delivery.parse(item)
}

function toItem(delivery: Delivery): Item {
  const { marketplace, id, createdAt } = delivery
  return {
    ...deliveryKey(marketplace, id),
    ...delivery,
    ...listingsOf(delivery),
    expiresAt: expiryOf(createdAt),
  }
}
