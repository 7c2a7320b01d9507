import type { Delivery } from '../deliveries/delivery.ts'
import type { LaterMessage } from '../deliveries/messages.ts'

/** A row is leased to a message for 15 minutes: the longest delay of a queued wake-up. */
export const messageLeaseMs = 900_000

/**
 * The row of a waiting delivery: make the attempt with this number when it is due. It is leased
 * while a message carries it, and due again at the end of the lease if the message was lost.
 */
export type WaitingRow = {
  marketplace: string
  webhook: string
  delivery: string
  dueAt: string
  number: number
  leasedUntil?: string
}

/** The sweep brings back a first attempt that was not made by then. */
export const missedFirstAttemptMs = 3_600_000

/** The row for a delivery's next attempt. */
export function nextAttemptRow(
  { marketplace, webhook, id, attempts }: Delivery,
  dueAt: string,
): WaitingRow {
  return { marketplace, webhook, delivery: id, dueAt, number: attempts.length + 1 }
}

/** The row for a delivery's first attempt. It is due since the delivery was created. */
export function firstAttemptRow(delivery: Delivery): WaitingRow {
  return nextAttemptRow(delivery, delivery.createdAt)
}

/** Where the row of a message may be: leased or, after a crash, in its old place. */
export function rowsOfMessage(message: LaterMessage): WaitingRow[] {
  const { marketplace, webhook, delivery, dueAt, number, leasedUntil } = message
  const row = { marketplace, webhook, delivery, dueAt, number }
  return [row, { ...row, leasedUntil }]
}
