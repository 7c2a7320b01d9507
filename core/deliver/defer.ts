import type { DeliveryMessage } from '../deliveries/delivery-message.ts'
import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import { moveDelivery, type MovePorts } from '../waiting/move-delivery.ts'
import { rowOf } from '../waiting/waiting-row.ts'

export type DeferPorts = MovePorts & Pick<DeliveryStore, 'replaceDelivery'>

/**
 * Parks a delivery that has a message, without an attempt. It keeps its place by age, and its
 * webhook is woken at the given time, or else when fewer deliveries are in flight.
 */
export async function defer(
  message: DeliveryMessage,
  until: string | undefined,
  ports: DeferPorts,
): Promise<void> {
  const { enclosed, leasedUntil } = message
  const reminder = rowOf(message)
  const done = leasedUntil === undefined ? [] : [{ ...reminder, leasedUntil }]
  const save = enclosed && (() => saveDueAt(enclosed.delivery, reminder.dueAt, ports))
  const waitsForRoom = until === undefined
  await moveDelivery({ reminder, save, done, wakeAt: until, waitsForRoom }, ports)
}

/** If another change comes first, claim() judges the row by the delivery that is stored then. */
function saveDueAt(
  delivery: Delivery,
  dueAt: string,
  { replaceDelivery }: DeferPorts,
): Promise<boolean> {
  return replaceDelivery({ ...delivery, dueAt, revision: delivery.revision + 1 }, delivery)
}
