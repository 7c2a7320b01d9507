import { ScanCommand } from '@aws-sdk/lib-dynamodb'

import type { Item } from '../../core/ports.ts'
import { unexpiredItem } from '../common/unexpired-item.ts'
import type { Connection } from './connection.ts'
import { queryItems } from './query.ts'

/** Sorts after every sort key: the highest code point in the order of UTF-8. */
const maxSortKey = '\u{10ffff}'

/**
 * The first item of each partition. A scan returns partitions one after another, sorted within
 * each, and may start at a key that does not exist. So one item per partition is read, and the rest
 * is skipped.
 */
export async function* firstItemOfEachPartition(
  connection: Connection,
  after: string | undefined,
): AsyncGenerator<Item> {
  let start: Record<string, unknown> | undefined =
    after === undefined ? undefined : { pk: after, sk: maxSortKey }
  do {
    const { Items = [], LastEvaluatedKey } = await connection.documents.send(
      new ScanCommand({
        TableName: connection.name,
        Limit: 1,
        ConsistentRead: true,
        ExclusiveStartKey: start,
      }),
    )
    start = LastEvaluatedKey
    for (const stored of Items) {
      const partition = String(stored['pk'])
      const first =
        unexpiredItem(stored, connection.now()) ?? (await firstUnexpired(partition, connection))
      if (first !== undefined) yield first
      if (LastEvaluatedKey !== undefined) start = { pk: partition, sk: maxSortKey }
    }
  } while (start !== undefined)
}

async function firstUnexpired(
  partition: string,
  connection: Connection,
): Promise<Item | undefined> {
  const [item] = await queryItems({ partition, limit: 1 }, connection)
  return item
}
