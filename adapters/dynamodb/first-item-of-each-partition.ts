import { ScanCommand } from '@aws-sdk/lib-dynamodb'

import type { Item } from '../../core/ports.ts'
import { unexpiredItem } from '../common/unexpired-item.ts'
import type { Connection } from './connection.ts'
import { queryItems } from './query.ts'

/** After every sort key: no character stands higher in the order of UTF-8. */
const afterAll = '\u{10ffff}'

/**
 * The first item of every partition. A scan shows one partition after the other, each in its
 * order, and may begin at a key that is not there: so one item of each is read, and the rest left.
 */
export async function* firstItemOfEachPartition(
  connection: Connection,
  after: string | undefined,
): AsyncGenerator<Item> {
  let start: Record<string, unknown> | undefined =
    after === undefined ? undefined : { pk: after, sk: afterAll }
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
        unexpiredItem(stored, connection.now()) ?? (await firstAlive(partition, connection))
      if (first !== undefined) yield first
      if (LastEvaluatedKey !== undefined) start = { pk: partition, sk: afterAll }
    }
  } while (start !== undefined)
}

async function firstAlive(partition: string, connection: Connection): Promise<Item | undefined> {
  const [item] = await queryItems({ partition, limit: 1 }, connection)
  return item
}
