/** For how many days events and deliveries can be read and sent again. */
export type Retention = { retentionDays: number }

/** When an item created at this time expires, in epoch seconds. */
export function expiryOf(iso: string | number, { retentionDays }: Retention): number {
  return Math.floor(new Date(iso).getTime() / 1000) + retentionDays * 24 * 3600
}
