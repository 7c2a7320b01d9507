import * as z from 'zod'

import type { Item } from '../../core/ports.ts'

/** An item as a table keeps it. */
export const StoredItem = z.looseObject({
  pk: z.string(),
  sk: z.string(),
  expiresAt: z.number().exactOptional(),
})

/**
 * The item as a table keeps it, unless it has ended by `now`: nobody deletes the ended ones at
 * once.
 */
export function unexpiredItem(stored: unknown, now: Date): Item | undefined {
  const item: Item = StoredItem.parse(stored)
  return item.expiresAt !== undefined && item.expiresAt * 1000 <= now.getTime() ? undefined : item
}
