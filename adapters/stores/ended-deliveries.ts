import type { DeliveryStore, EndedList } from '../../core/deliveries/delivery-store.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'
import { rowsOfEndpointStatus } from './delivery-indexes.ts'
import { deliveryIn, rowSort } from './delivery-rows.ts'
import { itemsOf } from './items-of.ts'
import type { LogTables } from './delivery-tables.ts'
import { merged } from './merged.ts'
import type { Query } from '../../core/ports.ts'

/** An endpoint's deliveries that can be sent again. Its tests have lists of their own. */
export function endedIn({
  deliveries: table,
  packing,
}: LogTables): Pick<DeliveryStore, 'findEnded' | 'countEnded'> {
  const rowsIn = async function* (list: Query, size: number, { marketplace }: EndedList) {
    for await (const item of itemsOf(list, { size, sort: rowSort }, table)) {
      yield { position: item.sk, delivery: deliveryIn(item, marketplace, packing) }
    }
  }
  return {
    findEnded: async (list, range, limit) => {
      const size = Math.max(2, Math.ceil(limit / 4))
      const lists = rowsOfEndpointStatus(list).map((one) =>
        rowsIn({ ...one, ...range }, size, list),
      )
      const found: Delivery[] = []
      for await (const { delivery } of merged(lists, { newestFirst: false })) {
        found.push(delivery)
        if (found.length === limit) break
      }
      return found
    },

    countEnded: async (list, range) => {
      const lists = rowsOfEndpointStatus(list)
      const counts = await Promise.all(lists.map((one) => table.count({ ...one, ...range })))
      return counts.reduce((sum, count) => sum + count, 0)
    },
  }
}
