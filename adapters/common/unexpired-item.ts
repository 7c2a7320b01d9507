import type { Item } from '../../core/ports.ts'

/**
 * The stored item, or undefined if it has expired by `now`. Tables delete expired items late, so
 * reads filter them.
 */
export function unexpiredItem(
  stored: Readonly<Record<string, unknown>>,
  now: Date,
): Item | undefined {
  const item = stored as Item
  return item.expiresAt !== undefined && item.expiresAt * 1000 <= now.getTime() ? undefined : item
}
