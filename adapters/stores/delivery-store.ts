import type { DeliveryStore } from '../../core/deliveries/delivery-store.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'
import type { HttpExchangeStore } from '../../core/deliveries/http-exchange-store.ts'
import type { Item, Table } from '../../core/ports.ts'
import { httpExchangesIn, deliveryKey } from './http-exchange-store.ts'
import { indexAttributesOf } from './delivery-indexes.ts'
import { deliveryLogIn } from './delivery-log.ts'
import { endedIn } from './ended-deliveries.ts'
import { expiryOf } from './retention.ts'
import { deliveryIn } from './row.ts'

/** Deliveries with their attempts in a table, for 90 days; indexes list them, newest first. */
export function deliveriesIn(table: Table): DeliveryStore & HttpExchangeStore {
  return {
    ...deliveryLogIn(table),
    ...endedIn(table),
    ...httpExchangesIn(table),

    addDelivery: async (delivery) => {
      if (await table.write([{ put: toItem(delivery), if: 'absent' }])) return undefined
      return find(table, delivery.marketplace, delivery.id)
    },

    findDelivery: (marketplace, id) => find(table, marketplace, id),

    replaceDelivery: (after, before) =>
      table.write([{ put: toItem(after), if: { revision: before.revision } }]),

    findPending: async (marketplace, range, limit) => {
      const partition = `${marketplace}#pending`
      const items = await table.query({ index: 'byStatus', partition, ...range, limit })
      return items.map(deliveryIn)
    },
  }
}

async function find(table: Table, marketplace: string, id: string): Promise<Delivery | undefined> {
  const item = await table.get(deliveryKey(marketplace, id))
  return item === undefined ? undefined : deliveryIn(item)
}

function toItem(delivery: Delivery): Item {
  const { marketplace, id, createdAt } = delivery
  return {
    ...deliveryKey(marketplace, id),
    ...delivery,
    ...indexAttributesOf(delivery),
    expiresAt: expiryOf(createdAt),
  }
}
