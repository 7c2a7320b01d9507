import { BatchGetCommand } from '@aws-sdk/lib-dynamodb'

import { backOff } from '../aws/sdk-backoff.ts'
import type { Connection } from './connection.ts'

type Stored = Record<string, unknown>
type Keys = readonly Stored[]

const maxTries = 8

/**
 * The current items of index entries (at most 100), in the order of the entries. The index is
 * eventually consistent: items that were deleted or have moved within the index are left out.
 */
export async function batchGet(
  entries: Keys,
  index: string,
  connection: Connection,
): Promise<Stored[]> {
  if (entries.length === 0) return []

  const keys = new Map(
    entries.map((entry) => [keyText(entry), { pk: entry['pk'], sk: entry['sk'] }]),
  )
  const items = await getAll([...keys.values()], connection)
  const byKey = new Map(items.map((item) => [keyText(item), item]))

  const { partition = '', sort = '' } = connection.shape.indexes[index] ?? {}
  return entries.flatMap((entry) => {
    const item = byKey.get(keyText(entry))
    const isCurrent = item?.[partition] === entry[partition] && item?.[sort] === entry[sort]
    return item !== undefined && isCurrent ? [item] : []
  })
}

async function getAll(keys: Keys, connection: Connection, number = 1): Promise<Stored[]> {
  const { documents, name } = connection
  const { Responses = {}, UnprocessedKeys = {} } = await documents.send(
    new BatchGetCommand({ RequestItems: { [name]: { Keys: [...keys], ConsistentRead: true } } }),
  )
  const items: Stored[] = Responses[name] ?? []
  const remaining: Keys = UnprocessedKeys[name]?.Keys ?? []
  if (remaining.length === 0) return items
  if (number === maxTries) {
    throw new Error(
      `Cannot read ${remaining.length} items of '${name}': DynamoDB kept returning them as unprocessed`,
    )
  }

  // A response is limited to 16 MB, so a partial one is no reason to wait. An empty one means
  // throttling.
  if (items.length === 0) await backOff(number)
  return [...items, ...(await getAll(remaining, connection, items.length === 0 ? number + 1 : 1))]
}

function keyText({ pk, sk }: Stored): string {
  return JSON.stringify([pk, sk])
}
