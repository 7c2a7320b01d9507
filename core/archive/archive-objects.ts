import { createHash } from 'node:crypto'

import type { ArchiveLine } from './archive-line.ts'

/** An object of the archive: lines of JSON, gzipped where it is stored. */
export type ArchiveObject = { key: string; text: string }

/**
 * The objects of a batch, one for each marketplace and hour. Their names come from the batch's
 * records, so that a repeated batch replaces its own objects.
 */
export function archiveObjects(
  lines: readonly ArchiveLine[],
  recordIds: readonly string[],
): ArchiveObject[] {
  const name = objectName(recordIds)
  const groups = new Map<string, string[]>()
  for (const line of lines) {
    const key = `${folderOf(line)}/${name}`
    const group = groups.get(key) ?? []
    group.push(line.json)
    groups.set(key, group)
  }
  return [...groups].map(([key, group]) => ({ key, text: textOf(group) }))
}

/** What cannot be read, as it came, for people to look at. */
export function unreadableObject(
  records: readonly object[],
  recordIds: readonly string[],
): ArchiveObject {
  const text = textOf(records.map((record) => JSON.stringify(record)))
  return { key: `unreadable/${objectName(recordIds)}`, text }
}

function objectName(recordIds: readonly string[]): string {
  const hash = createHash('sha256').update(recordIds.join('\n')).digest('hex')
  return `${hash.slice(0, 32)}.jsonl.gz`
}

/** In the form by which Athena, Spark and DuckDB skip what a query does not ask for. */
function folderOf({ kind, marketplace, acceptedAt }: ArchiveLine): string {
  const [date, hour] = [acceptedAt.slice(0, 10), acceptedAt.slice(11, 13)]
  return `${kind}/marketplace=${marketplace}/date=${date}/hour=${hour}`
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
