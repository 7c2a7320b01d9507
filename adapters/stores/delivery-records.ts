import { placeOf } from '../../core/deliveries/delivery-id.ts'
import type { DeliveryStore } from '../../core/deliveries/delivery-store.ts'
import { type Delivery, newDelivery } from '../../core/deliveries/delivery.ts'
import { deliveryIn, rowKey, toRow } from './delivery-rows.ts'
import { eventIn, eventKey } from './event-store.ts'
import { keepEventBefore } from './keep-event.ts'
import type { LogTables } from './delivery-tables.ts'
import { plannedFor } from './planned-deliveries.ts'
import { markBeforeChange } from './recount-marks.ts'
import { hasLeft } from './retention.ts'

type Records = Pick<DeliveryStore, 'findDelivery' | 'mayBeArchived' | 'replaceDelivery'>

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

    mayBeArchived: (id) => {
      const { acceptedAt } = placeOf(id) ?? {}
      return acceptedAt !== undefined && hasLeft(acceptedAt, log)
    },

    replaceDelivery: async (after, before) => {
      const { revision } = before
      const marking = markHour(after, before)
      const keeping = keepEventBefore(after, before, log)
      if (marking !== undefined || keeping !== undefined) await Promise.all([marking, keeping])
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
  log: LogTables,
): Promise<Delivery | undefined> {
  const { events, packing } = log
  const { event = '', endpoint = '', acceptedAt = '' } = placeOf(id) ?? {}
  if (hasLeft(acceptedAt, log)) return undefined
  const item = await events.get(eventKey(marketplace, event))
  if (item === undefined) return undefined
  const planned = plannedFor(endpoint, item['deliveries'])
  const delivery = planned && newDelivery(eventIn(item, marketplace, packing), planned)
  return delivery?.id === id ? delivery : undefined
}
