import type { AuditEntry } from '../../core/audit/audit-entry.ts'
import type { AuditFilter } from '../../core/manage/audit.ts'
import type { Query, Table, Write } from '../../core/ports.ts'
import { rowIn } from './row.ts'

/** More than a year, for year-on-year comparison. */
const retentionSeconds = 400 * 24 * 3600

/** The maximum number of rows read for one page of a filtered list; its cursor continues there. */
const maxRead = 1000

/** The page size of a query whose rows may not all pass the filter. */
const rowsAtOnce = 100

/** The audit log, in the table of webhooks; entries expire after 400 days. */
export function auditIn(table: Table) {
  return {
    addAudit: async (entry: AuditEntry): Promise<void> => {
      await table.write(auditWrites(entry))
    },

    /** The marketplace's entries that match the filter, newest first, starting at a position. */
    listAudit: async (
      marketplace: string,
      filter: AuditFilter,
      { limit, from }: { limit: number; from: string | undefined },
    ) => {
      const found: AuditEntry[] = []
      const isUnfiltered = filter.by === undefined && filter.action === undefined
      const rows = isUnfiltered ? limit : rowsAtOnce
      let next = from
      for (let read = 0; read < maxRead; read += rows) {
        const query = { ...rangeOf(marketplace, filter, next), limit: rows + 1 }
        const items = await table.query(query)
        for (const [index, item] of items.slice(0, rows).entries()) {
          const entry = rowIn<AuditEntry>(item)
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

/**
 * Each entry is written twice: among its marketplace's entries and among its webhook's. The version
 * orders entries of the same millisecond.
 */
export function auditWrites(entry: AuditEntry): Write[] {
  const { marketplace, webhook, at, id } = entry
  const version = versionOf(entry)
  const expiresAt = Math.floor(Date.parse(at) / 1000) + retentionSeconds
  const entryIn = (partition: string): Write => ({
    put: {
      pk: partition,
      sk: `${at}#${String(version).padStart(10, '0')}#${id}`,
      ...entry,
      expiresAt,
    },
  })
  const inMarketplace = entryIn(partitionOf(marketplace))
  if (webhook === undefined) return [inMarketplace]
  return [inMarketplace, entryIn(partitionOf(marketplace, webhook))]
}

/**
 * The version after the change. A deleted webhook has none, so it counts one up: its last entry.
 */
function versionOf({ before, after }: AuditEntry): number {
  return Number(after?.['version'] ?? Number(before?.['version'] ?? -1) + 1)
}

function partitionOf(marketplace: string, webhook?: string): string {
  return webhook === undefined ? `${marketplace}#audit` : `${marketplace}#audit#${webhook}`
}

/** The range includes both `from` and `to`; a position lies within it. */
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
