import type { Delivery } from './delivery.ts'

/** An attempt to make: its delivery, its number, and when it is due. */
export type DueAttempt = {
  marketplace: string
  endpoint: string
  delivery: string
  dueAt: string
  /** Counts from 1. */
  number: number
}

/** A delivery's next attempt. */
export function nextAttempt(
  { marketplace, endpoint, id, attempts }: Delivery,
  dueAt: string,
): DueAttempt {
  return { marketplace, endpoint, delivery: id, dueAt, number: attempts.length + 1 }
}

/** A delivery's first attempt. It is due since the delivery was created. */
export function firstAttempt(delivery: Delivery): DueAttempt {
  return nextAttempt(delivery, delivery.createdAt)
}
