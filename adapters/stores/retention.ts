import { archiveAfterDays } from '../../core/deliveries/archivable.ts'

/**
 * For how many days events and deliveries can be read and sent again. With an archive, `s3`, those that need
 * nothing more leave the tables early; when it is `ending`, no more do, and some have left.
 */
export type Retention = { retentionDays: number; archive?: 's3' | 'ending' }

/** When an item created at this time expires, in epoch seconds. */
export function expiryOf(iso: string | number, { retentionDays }: Retention): number {
  return Math.floor(new Date(iso).getTime() / 1000) + retentionDays * 24 * 3600
}

/** The same of an item that leaves for the archive. */
export function earlyExpiryOf(iso: string): number {
  return expiryOf(iso, { retentionDays: archiveAfterDays })
}

/** Whether a delivery of this age that has no row was delivered, and left. */
export function hasLeft(
  acceptedAt: string,
  { archive, now }: Pick<Retention, 'archive'> & { now: () => Date },
): boolean {
  return archive !== undefined && earlyExpiryOf(acceptedAt) * 1000 <= now().getTime()
}
