/** Events and deliveries can be read and sent again for 90 days, as the marketplace documents. */
const retentionSeconds = 90 * 24 * 3600

/** When an item created at this time expires, in epoch seconds. */
export function expiryOf(iso: string | number): number {
  return Math.floor(new Date(iso).getTime() / 1000) + retentionSeconds
}
