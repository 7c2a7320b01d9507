import type { Delivery } from '../deliveries/delivery.ts'
import type { LaterMessage } from '../deliveries/messages.ts'

/**
 * What a message has comes back after this time, should it get lost: as far as one delayed message
 * goes.
 */
export const messageLeaseMs = 900_000

/**
 * The row of a waiting delivery: the attempt with this number is to be made when it is due. While a
 * message has it, it is lent, and comes due again should the message get lost.
 */
export type WaitingRow = {
  marketplace: string
  webhook: string
  delivery: string
  dueAt: string
  number: number
  leasedUntil?: string
}

/** A first attempt that was not made by then may be brought back by its row. */
export const missedFirstAttemptMs = 3_600_000

/** The row of a delivery that waits for its first attempt since it was made. */
export function firstAttemptRow({ marketplace, webhook, id, createdAt }: Delivery): WaitingRow {
  return { marketplace, webhook, delivery: id, dueAt: createdAt, number: 1 }
}

/** Where the row may be: lent, or after a crash where it was before. */
export function rowsOfMessage(message: LaterMessage): WaitingRow[] {
  const { marketplace, webhook, delivery, dueAt, number, leasedUntil } = message
  const row = { marketplace, webhook, delivery, dueAt, number }
  return [row, { ...row, leasedUntil }]
}
