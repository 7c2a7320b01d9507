import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import type { DeliveryMessage } from '../deliveries/messages.ts'
import { moveDelivery, type MovePorts } from '../waiting/move-delivery.ts'
import { rowsOfMessage, firstAttemptRow } from '../waiting/waiting-row.ts'

export type DeferPorts = MovePorts & Pick<DeliveryStore, 'replaceDelivery'>

/**
 * Makes a delivery that has a message wait without an attempt: in its place by age, and with its
 * webhook woken at the given moment.
 */
export async function defer(
  message: DeliveryMessage,
  until: string,
  ports: DeferPorts,
): Promise<void> {
  if (message.kind === 'later') {
    const [row, ...leased] = rowsOfMessage(message)
    await moveDelivery({ reminder: row, done: leased, wakeAt: until }, ports)
    return
  }
  // If another change comes first, that is fine: claim() judges the row by what is saved then.
  const { delivery } = message
  const reminder = firstAttemptRow(delivery)
  const after = { ...delivery, dueAt: reminder.dueAt, revision: delivery.revision + 1 }
  const save = () => ports.replaceDelivery(after, delivery)
  await moveDelivery({ reminder, save, wakeAt: until }, ports)
}
