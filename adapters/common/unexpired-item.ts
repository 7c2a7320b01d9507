import * as z from 'zod'

import type { Item } from '../../core/ports.ts'

/** An item as it is stored. */
export const StoredItem = z.looseObject({
  pk: z.string(),
  sk: z.string(),
  expiresAt: z.number().exactOptional(),
})

/**
 * The stored item, or undefined if it has expired by `now`. Tables delete expired items late, so
 * reads filter them.
 */
export function unexpiredItem(stored: unknown, now: Date): Item | undefined {
  const item: Item = StoredItem.parse(stored)
  return item.expiresAt !== undefined && item.expiresAt * 1000 <= now.getTime() ? undefined : item
}
