import { archiveAfterDays } from '../../core/deliveries/archivable.ts'
import type { Archived } from '../../test/support/cost/archived-events.ts'
import { amount, type Component, gigabytes, kilobytes, million } from './component.ts'
import { prices } from './prices.ts'

/** For how long rows are in the table: until TTL has deleted them, two days later (assumed). */
export const earlyMonths = (archiveAfterDays + 2) / 30

/** The function has 512 MB. Assumed: 32 ms, and 0.3 ms to unpack and compress a row. */
const archiverGb = 0.5
const batchMs = 32
const rowMs = 0.3

/** What the archive of a million events costs, component by component; nothing without one. */
export function costOfArchive(archived: Archived | undefined, storedMonths: number): Component[] {
  if (archived === undefined) return []
  const { batches, objects, rows, storedBytes } = archived
  const gbSeconds = ((batches * batchMs + rows * rowMs) / 1000) * archiverGb
  const monthsInS3 = storedMonths - archiveAfterDays / 30
  return [
    {
      name: 'S3, requests',
      perEvent: amount(objects, 'objects'),
      dollars: objects * prices.million.s3Puts,
    },
    {
      name: 'S3, storage',
      perEvent: kilobytes(storedBytes),
      dollars: gigabytes(storedBytes) * monthsInS3 * prices.gigabyteMonth.s3,
    },
    {
      name: 'archive, Lambda',
      perEvent: amount(batches, 'invocations'),
      dollars: batches * prices.million.lambdaRequests + gbSeconds * million * prices.gbSecond,
    },
  ]
}

/** The components of the log: the others do not depend on how deliveries are stored. */
export function isOfLog({ name }: Component): boolean {
  return /^(DynamoDB|S3|archive)/.test(name)
}
