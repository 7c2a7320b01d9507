import { GetCommand } from '@aws-sdk/lib-dynamodb'

import type { Table } from '../../core/ports.ts'
import { unexpiredItem } from '../common/unexpired-item.ts'
import { getMany } from './batch-get.ts'
import { connect, type ConnectOptions } from './connection.ts'
import { firstItemOfEachPartition } from './first-item-of-each-partition.ts'
import { countItems, queryItems } from './query.ts'
import { writeAll } from './write.ts'

/**
 * A DynamoDB table with the keys `pk` and `sk`. Reads of the table are strongly consistent, except
 * `getAll` and those that may be stale. An index projects keys only, and its items are read from the table, so that a lagging
 * index may omit an item but never returns an outdated one; or it projects what its entries need.
 * AWS errors are thrown, except failed conditions and transaction conflicts.
 */
export function dynamoTable(options: ConnectOptions): Table {
  const connection = connect(options)
  const { documents, name, now } = connection

  return {
    get: async ({ pk, sk }, { mayBeStale = false } = {}) => {
      const { Item } = await documents.send(
        new GetCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: !mayBeStale }),
      )
      return Item === undefined ? undefined : unexpiredItem(Item, now())
    },
    getAll: async (keys) => {
      const items = await getMany(keys, connection)
      return items.flatMap((item) => unexpiredItem(item, now()) ?? [])
    },
    query: (query) => queryItems(query, connection),
    count: (query) => countItems(query, connection),
    write: (writes) => writeAll(writes, connection),
    firstItemOfEachPartition: (after) => firstItemOfEachPartition(connection, after),
  }
}
