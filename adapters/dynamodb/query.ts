import { QueryCommand } from '@aws-sdk/lib-dynamodb'

import type { Item, Query } from '../../core/ports.ts'
import { unexpiredItem } from '../common/unexpired-item.ts'
import type { Connection } from './connection.ts'
import { batchGet } from './batch-get.ts'

type QueryPage = { items: Item[]; next: Record<string, unknown> | undefined }
type At = { start: Record<string, unknown> | undefined; size: number }

/** BatchGetItem accepts 100 keys, so this many index entries are read at a time. */
const indexPageSize = 100

/** The minimum page size after a first page that contained expired items. */
const laterPageSize = 100

/** The items of a range, up to `limit`, read page by page. */
export async function queryItems(query: Query, connection: Connection): Promise<Item[]> {
  const { limit = Infinity } = query
  if (limit < 1 || isEmpty(query)) return []

  const items: Item[] = []
  let at: At = { start: undefined, size: limit }
  do {
    const { items: more, next } = await readPage(query, at, connection)
    items.push(...more)
    at = { start: next, size: Math.max(limit - items.length, laterPageSize) }
  } while (at.start !== undefined && items.length < limit)
  return items.slice(0, limit)
}

/** The number of keys in a range. Reads no items. */
export async function countItems(query: Query, connection: Connection): Promise<number> {
  if (isEmpty(query)) return 0

  let count = 0
  let start: Record<string, unknown> | undefined
  do {
    const { Count = 0, LastEvaluatedKey } = await connection.documents.send(
      new QueryCommand({
        TableName: connection.name,
        ...keyCondition(query, connection),
        ...source(query),
        Select: 'COUNT',
        ExclusiveStartKey: start,
      }),
    )
    count += Count
    start = LastEvaluatedKey
  } while (start !== undefined)
  return count
}

async function readPage(
  query: Query,
  { start, size }: At,
  connection: Connection,
): Promise<QueryPage> {
  const { documents, name, now } = connection
  const listed = indexToRead(query, connection)
  const pageSize = listed === undefined ? size : Math.min(size, indexPageSize)
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      TableName: name,
      ...keyCondition(query, connection),
      ...source(query),
      ScanIndexForward: query.newestFirst !== true,
      ...(pageSize < Infinity && { Limit: pageSize }),
      ExclusiveStartKey: start,
    }),
  )
  const stored = listed === undefined ? Items : await batchGet(Items, listed, connection)
  const items = stored.flatMap((item) => unexpiredItem(item, now()) ?? [])
  return { items, next: LastEvaluatedKey }
}

/** An index has no consistent reads. */
function source({ index, mayBeStale = false }: Query) {
  return index === undefined ? { ConsistentRead: !mayBeStale } : { IndexName: index }
}

/** The index whose entries are only keys, so that its items have to be read. */
function indexToRead({ index }: Query, { shape }: Connection): string | undefined {
  if (index === undefined || shape.indexes[index]?.projects !== undefined) return undefined
  return index
}

function keyCondition({ index, partition, to, ...query }: Query, { name, shape }: Connection) {
  // DynamoDB rejects empty keys.
  const from = query.from === '' ? undefined : query.from
  const keys = index === undefined ? { partition: 'pk', sort: 'sk' } : shape.indexes[index]
  if (keys === undefined)
    throw new Error(`Cannot query '${name}': it has no index '${String(index)}'`)

  const range = rangeCondition(from, to)
  return {
    KeyConditionExpression: ['#partition = :partition', ...range].join(' AND '),
    ExpressionAttributeNames: {
      '#partition': keys.partition,
      ...(range.length > 0 && { '#sort': keys.sort }),
    },
    ExpressionAttributeValues: {
      ':partition': partition,
      ...(from !== undefined && { ':from': from }),
      ...(to !== undefined && { ':to': to }),
    },
  }
}

function rangeCondition(from: string | undefined, to: string | undefined): string[] {
  if (from !== undefined && to !== undefined) return ['#sort BETWEEN :from AND :to']
  if (from !== undefined) return ['#sort >= :from']
  return to !== undefined ? ['#sort <= :to'] : []
}

/** DynamoDB rejects a range whose end sorts before its start, compared as UTF-8 bytes. */
function isEmpty({ from, to }: Query): boolean {
  return (
    from !== undefined && to !== undefined && Buffer.compare(Buffer.from(from), Buffer.from(to)) > 0
  )
}
