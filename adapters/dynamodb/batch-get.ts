import { BatchGetCommand } from '@aws-sdk/lib-dynamodb'

import type { Key } from '../../core/ports.ts'
import { waitBetweenTries } from '../aws/wait-between-tries.ts'
import type { Connection } from './connection.ts'

type Stored = Record<string, unknown>
type Keys = readonly Stored[]

const maxTries = 8

/** BatchGetItem accepts this many. */
const maxKeys = 100

/**
 * The current items of index entries (at most 100), in the order of the entries. An index lags
 * behind its table: an entry whose item is gone, or has moved in the index, is left out.
 */
export async function batchGet(
  entries: Keys,
  index: string,
  connection: Connection,
): Promise<Stored[]> {
  if (entries.length === 0) return []

  const items = await getAll(distinctKeys(entries), { ...connection, isConsistent: true })
  const byKey = new Map(items.map((item) => [keyText(item), item]))

  const { partition = '', sort = '' } = connection.shape.indexes[index] ?? {}
  return entries.flatMap((entry) => {
    const item = byKey.get(keyText(entry))
    const isCurrent = item?.[partition] === entry[partition] && item?.[sort] === entry[sort]
    return item !== undefined && isCurrent ? [item] : []
  })
}

/** The items with these keys, whatever their number; recent writes may be missing. */
export async function getMany(wanted: readonly Key[], connection: Connection): Promise<Stored[]> {
  const keys = distinctKeys(wanted)
  const chunks = Array.from({ length: Math.ceil(keys.length / maxKeys) }, (_, number) =>
    keys.slice(number * maxKeys, (number + 1) * maxKeys),
  )
  const found = await Promise.all(
    chunks.map((chunk) => getAll(chunk, { ...connection, isConsistent: false })),
  )
  return found.flat()
}

type Reader = Connection & { isConsistent: boolean }

async function getAll(keys: Keys, connection: Reader, number = 1): Promise<Stored[]> {
  const { items, left } = await getUpTo16MB(keys, connection)
  if (left.length === 0) return items
  if (number === maxTries) {
    const { name } = connection
    throw new Error(
      `Cannot read ${left.length} items of '${name}': DynamoDB kept returning them as unprocessed`,
    )
  }

  // A response holds 16 MB at most. Only one without any item means that the table is throttled.
  if (items.length === 0) await waitBetweenTries(number)
  return [...items, ...(await getAll(left, connection, items.length === 0 ? number + 1 : 1))]
}

async function getUpTo16MB(
  keys: Keys,
  { documents, name, isConsistent }: Reader,
): Promise<{ items: Stored[]; left: Keys }> {
  const { Responses, UnprocessedKeys } = await documents.send(
    new BatchGetCommand({
      RequestItems: { [name]: { Keys: [...keys], ConsistentRead: isConsistent } },
    }),
  )
  return { items: Responses?.[name] ?? [], left: UnprocessedKeys?.[name]?.Keys ?? [] }
}

/** BatchGetItem rejects a key that is there twice. */
function distinctKeys(items: Keys): Keys {
  return [...new Map(items.map((item) => [keyText(item), keyOf(item)])).values()]
}

function keyOf({ pk, sk }: Stored): Stored {
  return { pk, sk }
}

function keyText({ pk, sk }: Stored): string {
  return JSON.stringify([pk, sk])
}
