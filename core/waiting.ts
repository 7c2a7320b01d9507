/**
 * What a message has comes back after this time, should it get lost: as far as one delayed message
 * goes.
 */
export const lentMs = 900_000

/**
 * The row of a waiting delivery: the attempt with this number is to be made when it is due. While a
 * message has it, it is lent, and comes due again should the message get lost.
 */
export type Waiting = {
  marketplace: string
  webhook: string
  delivery: string
  dueAt: string
  number: number
  lentUntil?: string
}
