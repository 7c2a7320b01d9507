import { placeOf } from '../../core/deliveries/delivery-id.ts'
import type { DeliveryStore } from '../../core/deliveries/delivery-store.ts'
import { type Delivery, newDelivery } from '../../core/deliveries/delivery.ts'
import { deliveryIn, rowKey, toRow } from './delivery-rows.ts'
import { eventIn, eventKey } from './event-store.ts'
import type { LogTables } from './delivery-tables.ts'
import { plannedFor } from './planned-deliveries.ts'
import { markBeforeChange } from './recount-marks.ts'

type Records = Pick<DeliveryStore, 'findDelivery' | 'replaceDelivery'>

/** Single deliveries with their attempts, in rows of the table or, until then, in their events. */
export function deliveryRecordsIn(log: LogTables): Records {
  const { deliveries: table, packing } = log
  const markHour = markBeforeChange(log)
  return {
    findDelivery: async (marketplace, id) => {
      const key = rowKey(marketplace, id)
      if (key === undefined) return undefined
      const item = await table.get(key)
      if (item === undefined) return asItBegan(marketplace, id, log)
      return deliveryIn(item, marketplace, packing)
    },

    replaceDelivery: async (after, before) => {
      const { revision } = before
      const marking = markHour(after, before)
      if (marking !== undefined) await marking
      const unchanged = revision === 0 ? 'absent' : { revision }
      return table.write(
        [{ put: toRow(after, log), if: unchanged }],
        isRepeated(after, before) ? { flush: 'later' } : {},
      )
    },
  }
}

/** If the record of a first success is lost, the event still says that its attempt is to be made. */
function isRepeated(after: Delivery, before: Delivery): boolean {
  return before.revision === 0 && after.status === 'successful'
}

async function asItBegan(
  marketplace: string,
  id: string,
  { events, packing }: LogTables,
): Promise<Delivery | undefined> {
  const { event = '', endpoint = '' } = placeOf(id) ?? {}
  const item = await events.get(eventKey(marketplace, event))
  if (item === undefined) return undefined
  const planned = plannedFor(endpoint, item['deliveries'])
  const delivery = planned && newDelivery(eventIn(item, marketplace, packing), planned)
  return delivery?.id === id ? delivery : undefined
}
