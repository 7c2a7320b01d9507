import type { Delivery } from '../deliveries/delivery.ts'
import type { DeliveryMessage } from '../deliveries/messages.ts'
import { wakeAt, type WakeAtNeeds } from '../waiting/wake-up.ts'
import { type Waiting, rowsOf, firstRow } from '../waiting/waiting-row.ts'

export type PutOffNeeds = WakeAtNeeds & {
  park: (row: Waiting) => Promise<void>
  removeWaiting: (rows: readonly Waiting[]) => Promise<void>
  /** Saves the delivery after a change, unless another change came between (false). */
  replaceDelivery: (after: Delivery, before: Delivery) => Promise<boolean>
}

/**
 * Lets a delivery wait that has a message, without an attempt: in its place by age, and awake at
 * that moment.
 */
export async function putOff(
  message: DeliveryMessage,
  until: string,
  needs: PutOffNeeds,
): Promise<void> {
  const row = rowFor(message)
  await needs.park(row)
  if (message.kind === 'first') {
    // Someone else's change is as good: the row will find out.
    const { delivery } = message
    const after = { ...delivery, dueAt: row.dueAt, revision: delivery.revision + 1 }
    await needs.replaceDelivery(after, delivery)
  } else {
    await needs.removeWaiting(rowsOf(message).slice(1))
  }
  await wakeAt({ marketplace: row.marketplace, id: row.webhook }, until, needs)
}

function rowFor(message: DeliveryMessage): Waiting {
  if (message.kind === 'first') return firstRow(message.delivery)
  const { marketplace, webhook, delivery, dueAt, number } = message
  return { marketplace, webhook, delivery, dueAt, number }
}
