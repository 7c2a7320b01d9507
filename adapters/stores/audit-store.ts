import * as z from 'zod'

import { AuditEntry } from '../../core/audit/audit-entry.ts'
import type { AuditFilter } from '../../core/manage/audit.ts'
import type { Query, Table, Write } from '../../core/ports.ts'

/** Longer than a year, so that last year's can be compared. */
const keptSeconds = 400 * 24 * 3600

/** At most so many rows are read for one page of a filtered list; a cursor leads on from there. */
const maxRead = 1000

/** So many at a time, when not each of them passes the filter. */
const rowsAtOnce = 100

const Versioned = z.object({ version: z.int().optional() }).optional()

/** The record of who did what, in the table of webhooks, for 400 days. */
export function auditIn(table: Table) {
  return {
    addAudit: async (entry: AuditEntry): Promise<void> => {
      await table.write(auditWrites(entry))
    },

    /** The marketplace's entries that pass the filter, newest first, from a position on. */
    listAudit: async (
      marketplace: string,
      filter: AuditFilter,
      { limit, from }: { limit: number; from: string | undefined },
    ) => {
      const found: AuditEntry[] = []
      const isExact = filter.by === undefined && filter.action === undefined
      const rows = isExact ? limit : rowsAtOnce
      let next = from
      for (let read = 0; read < maxRead; read += rows) {
        const query = { ...rangeOf(marketplace, filter, next), limit: rows + 1 }
        const items = await table.query(query)
        for (const [index, item] of items.slice(0, rows).entries()) {
          const entry = AuditEntry.parse(item)
          if (passes(entry, filter)) found.push(entry)
          next = items[index + 1]?.sk
          if (found.length === limit) return { entries: found, next }
        }
        if (items.length <= rows) return { entries: found, next: undefined }
      }
      return { entries: found, next }
    },
  }
}

/** An entry is a row among its marketplace's, and one among its webhook's; of one moment by version. */
export function auditWrites(entry: AuditEntry): Write[] {
  const { marketplace, webhook, at, id } = entry
  const version = versionOf(entry)
  const expiresAt = Math.floor(Date.parse(at) / 1000) + keptSeconds
  const among = (partition: string): Write => ({
    put: {
      pk: partition,
      sk: `${at}#${String(version).padStart(10, '0')}#${id}`,
      ...entry,
      expiresAt,
    },
  })
  const all = among(partitionOf(marketplace))
  return webhook === undefined ? [all] : [all, among(partitionOf(marketplace, webhook))]
}

/** The version that it led to; a removed webhook has none, and none follows. */
function versionOf({ before, after }: AuditEntry): number {
  return Versioned.parse(after)?.version ?? (Versioned.parse(before)?.version ?? -1) + 1
}

function partitionOf(marketplace: string, webhook?: string): string {
  return webhook === undefined ? `${marketplace}#audit` : `${marketplace}#audit#${webhook}`
}

/** Both moments are of the range; a position is within it. */
function rangeOf(
  marketplace: string,
  { webhook, from, to }: AuditFilter,
  position: string | undefined,
): Query {
  const last = position ?? (to && `${to}~`)
  return {
    partition: partitionOf(marketplace, webhook),
    newestFirst: true,
    ...(from !== undefined && { from }),
    ...(last !== undefined && { to: last }),
  }
}

function passes({ by, action }: AuditEntry, filter: AuditFilter): boolean {
  return (
    (filter.by === undefined || filter.by === by) &&
    (filter.action === undefined || filter.action === action)
  )
}
