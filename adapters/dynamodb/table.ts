import { GetCommand } from '@aws-sdk/lib-dynamodb'

import type { Table } from '../../core/ports.ts'
import { unexpiredItem } from '../common/unexpired-item.ts'
import { connect, type ConnectOptions } from './connection.ts'
import { firstItemOfEachPartition } from './first-item-of-each-partition.ts'
import { countItems, queryItems } from './query.ts'
import { writeAll } from './write.ts'

/**
 * A DynamoDB table with the keys `pk` and `sk`. Reads of the table are strongly consistent. Indexes
 * project keys only (KEYS_ONLY) and their items are read from the table, so a lagging index may
 * omit an item but never returns an outdated one. AWS errors are thrown, except failed conditions
 * and transaction conflicts.
 */
export function dynamoTable(options: ConnectOptions): Table {
  const connection = connect(options)
  const { documents, name, now } = connection

  return {
    get: async ({ pk, sk }) => {
      const { Item } = await documents.send(
        new GetCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: true }),
      )
      return Item === undefined ? undefined : unexpiredItem(Item, now())
    },
    query: (query) => queryItems(query, connection),
    count: (query) => countItems(query, connection),
    write: (writes) => writeAll(writes, connection),
    firstItemOfEachPartition: (after) => firstItemOfEachPartition(connection, after),
  }
}
