/** How long events and deliveries are kept and can be sent again: the marketplace's 90 days. */
const retentionSeconds = 90 * 24 * 3600

/** When an item that begins at a moment ends, in epoch seconds. */
export function expiryOf(iso: string | number): number {
  return Math.floor(new Date(iso).getTime() / 1000) + retentionSeconds
}
