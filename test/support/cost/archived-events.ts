import { gzipSync } from 'node:zlib'

import type { Item } from '../../../core/ports.ts'
import { archiveHandler } from '../../../lambdas/archive.ts'
import { deletedByTtl } from '../deleted-rows.ts'

/** What an event with its deliveries takes in the archive, on average. */
export type Archived = { batches: number; objects: number; rows: number; storedBytes: number }

/** The streams of two tables; DynamoDB begins with four partitions, and each has a shard. */
const shards = 4
const windowsInMonth = (30 * 24 * 60) / 5
const million = 1e6

/** What AWS Lambda passes to a function at most. */
const payloadBytes = 6 * 1024 * 1024

/**
 * What the handler makes of these rows, with batches as they come when a million events in a month
 * leave evenly, or full ones.
 */
export async function archivedOf(
  items: readonly Item[],
  webhooks: number,
  { isLoaded = false }: { isLoaded?: boolean },
): Promise<Archived> {
  const rows = items.filter((item) => 'packed' in item)
  const events = rows.filter(({ sk }) => sk === 'event')
  const deliveries = rows.filter(({ sk }) => sk !== 'event')
  const inBatch = million / windowsInMonth / shards
  const kinds = [
    { rows: events, size: isLoaded ? rowsInPayload(events) : inBatch },
    { rows: deliveries, size: isLoaded ? rowsInPayload(deliveries) : inBatch * webhooks },
  ]
  let storedBytes = 0
  const put = ({ text }: { text: string }) => {
    storedBytes += gzipSync(text).length
    return Promise.resolve()
  }
  const handler = archiveHandler({ put, log: () => undefined })
  for (const kind of kinds) {
    const size = Math.round(kind.size)
    for (let at = 0; at < kind.rows.length; at += size) {
      await handler({ Records: kind.rows.slice(at, at + size).map((row) => deletedByTtl(row)) })
    }
  }
  const batches = kinds.reduce((sum, { rows, size }) => sum + rows.length / size, 0)
  return {
    batches: batches / events.length,
    objects: (batches * (1 + windowMinutes / 60)) / events.length,
    rows: rows.length / events.length,
    storedBytes: storedBytes / events.length,
  }
}

/** A window that covers the turn of an hour makes two objects. */
const windowMinutes = 5

function rowsInPayload(rows: readonly Item[]): number {
  const bytes = rows.reduce((sum, row) => sum + JSON.stringify(deletedByTtl(row)).length, 0)
  return payloadBytes / (bytes / rows.length)
}
