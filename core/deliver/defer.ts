import type { Delivery } from '../deliveries/delivery.ts'
import type { DeliveryMessage } from '../deliveries/messages.ts'
import { wakeAt, type WakeAtPorts } from '../waiting/wake-up.ts'
import { type WaitingRow, rowsOfMessage, firstAttemptRow } from '../waiting/waiting-row.ts'

export type DeferPorts = WakeAtPorts & {
  park: (row: WaitingRow) => Promise<void>
  removeWaiting: (rows: readonly WaitingRow[]) => Promise<void>
  /** Saves the delivery after a change, unless another change came between (false). */
  replaceDelivery: (after: Delivery, before: Delivery) => Promise<boolean>
}

/**
 * Lets a delivery wait that has a message, without an attempt: in its place by age, and awake at
 * that moment.
 */
export async function defer(
  message: DeliveryMessage,
  until: string,
  ports: DeferPorts,
): Promise<void> {
  const row = rowFor(message)
  await ports.park(row)
  if (message.kind === 'first') {
    // Someone else's change is as good: the row will find out.
    const { delivery } = message
    const after = { ...delivery, dueAt: row.dueAt, revision: delivery.revision + 1 }
    await ports.replaceDelivery(after, delivery)
  } else {
    await ports.removeWaiting(rowsOfMessage(message).slice(1))
  }
  await wakeAt({ marketplace: row.marketplace, id: row.webhook }, until, ports)
}

function rowFor(message: DeliveryMessage): WaitingRow {
  if (message.kind === 'first') return firstAttemptRow(message.delivery)
  const { marketplace, webhook, delivery, dueAt, number } = message
  return { marketplace, webhook, delivery, dueAt, number }
}
