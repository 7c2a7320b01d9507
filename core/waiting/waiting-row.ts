import type { DeliveryMessage } from '../deliveries/delivery-message.ts'
import type { DueAttempt } from '../deliveries/due-attempt.ts'

/** A row is leased to a message for 15 minutes: the longest delay of a queued wake-up. */
export const messageLeaseMs = 900_000

/**
 * The row of a waiting delivery: make the attempt when it is due. The row is leased while a message
 * carries it, and due again at the end of the lease if the message was lost.
 */
export type WaitingRow = DueAttempt & { leasedUntil?: string }

/** The sweep brings back a first attempt that was not made by then. */
export const missedFirstAttemptMs = 3_600_000

/** The row of a message's attempt when it is not leased. */
export function rowOf({
  marketplace,
  endpoint,
  delivery,
  dueAt,
  number,
}: DeliveryMessage): WaitingRow {
  return { marketplace, endpoint, delivery, dueAt, number }
}

/** Where the row of a message may be: leased or, after a crash, in its old place. */
export function rowsOf(message: DeliveryMessage): WaitingRow[] {
  const { leasedUntil } = message
  const row = rowOf(message)
  return leasedUntil === undefined ? [] : [row, { ...row, leasedUntil }]
}
