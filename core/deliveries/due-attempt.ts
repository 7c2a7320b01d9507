import * as z from 'zod'

import { Marketplace } from '../events/event.ts'
import type { Delivery } from './delivery.ts'

/** An attempt to make: its delivery, its number, and when it is due. */
export const DueAttempt = z.object({
  marketplace: Marketplace,
  endpoint: z.string(),
  delivery: z.string(),
  dueAt: z.iso.datetime(),
  number: z.int().positive(),
})
export type DueAttempt = z.infer<typeof DueAttempt>

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
