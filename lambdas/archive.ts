import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'

import { itemOfImage } from '../adapters/dynamodb/stream-image.ts'
import { archivedLine } from '../adapters/stores/archived-rows.ts'
import { deflated } from '../adapters/stores/deflated.ts'
import type { ArchiveLine } from '../core/archive/archive-line.ts'
import {
  type ArchiveObject,
  archiveObjects,
  unreadableObject,
} from '../core/archive/archive-objects.ts'
import type { Log } from '../core/ports.ts'

type ArchivePorts = { put: (object: ArchiveObject) => Promise<void>; log: Log }

/**
 * Archives what the tables have deleted. It throws when an object could not be stored: the batch comes
 * again then, for as long as the stream keeps it.
 */
export function archiveHandler({ put, log }: ArchivePorts) {
  return async ({ Records }: DynamoDBStreamEvent): Promise<void> => {
    const unreadable: DynamoDBRecord[] = []
    const lines = Records.flatMap((record): ArchiveLine | readonly ArchiveLine[] => {
      try {
        return lineOf(record) ?? []
      } catch (error) {
        log({
          level: 'ERROR',
          message: `Cannot archive a row: ${String(error)}`,
          ...keysOf(record),
        })
        unreadable.push(record)
        return []
      }
    })
    const ids = Records.map(({ eventID = '' }) => eventID)
    const objects = archiveObjects(lines, ids)
    if (unreadable.length > 0) objects.push(unreadableObject(unreadable, ids))
    await Promise.all(objects.map(put))
    log({ message: 'archived', rows: lines.length, objects: objects.length })
  }
}

function lineOf({ dynamodb }: DynamoDBRecord): ArchiveLine | undefined {
  return archivedLine(itemOfImage(dynamodb?.OldImage ?? {}), deflated)
}

function keysOf({ dynamodb }: DynamoDBRecord) {
  return { pk: dynamodb?.Keys?.['pk']?.S, sk: dynamodb?.Keys?.['sk']?.S }
}
