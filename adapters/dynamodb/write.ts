import { isDeepStrictEqual } from 'node:util'

import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import { DeleteCommand, GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'

import type { Key, Write } from '../../core/ports.ts'
import { waitBetweenTries } from '../aws/wait-between-tries.ts'
import { conditionOf } from './condition.ts'
import type { Connection } from './connection.ts'

/** A conflict lasts as long as the other transaction: milliseconds. */
const maxTries = 6

/** Applies all writes or none. False if a condition does not hold. */
export async function writeAll(writes: readonly Write[], connection: Connection): Promise<boolean> {
  const [first, ...others] = writes
  if (first === undefined) return true
  return attempt(
    others.length === 0
      ? () => writeOne(first, connection)
      : () => writeTogether(writes, connection),
  )
}

/** Retries while another transaction is writing the same items. */
async function attempt(send: () => Promise<unknown>, number = 1): Promise<boolean> {
  try {
    await send()
    return true
  } catch (error) {
    const reasons = reasonsOf(error)
    if (reasons.includes('ConditionalCheckFailed')) return false
    if (!reasons.includes('TransactionConflict') || number === maxTries) throw error
  }
  await waitBetweenTries(number)
  return attempt(send, number + 1)
}

function reasonsOf(error: unknown): (string | undefined)[] {
  if (error instanceof ConditionalCheckFailedException) return ['ConditionalCheckFailed']
  if (error instanceof TransactionConflictException) return ['TransactionConflict']
  if (!(error instanceof TransactionCanceledException)) return []
  return (error.CancellationReasons ?? []).map(({ Code }) => Code)
}

async function writeOne(write: Write, connection: Connection): Promise<void> {
  try {
    await sendOne(write, connection)
  } catch (error) {
    if (!(await wasApplied(write, error, connection))) throw error
  }
}

/**
 * Whether the condition failed only because of this write: the response to an earlier attempt of
 * the SDK was lost, and the retry found what that attempt had done.
 */
async function wasApplied(
  write: Write,
  error: unknown,
  { documents, name }: Connection,
): Promise<boolean> {
  if (!(error instanceof ConditionalCheckFailedException)) return false
  if ((error.$metadata.attempts ?? 1) === 1) return false

  const Key = keyOf('put' in write ? write.put : write.remove)
  const { Item } = await documents.send(
    new GetCommand({ TableName: name, Key, ConsistentRead: true }),
  )
  return isDeepStrictEqual(Item, 'put' in write ? withoutUndefined(write.put) : undefined)
}

/** The value as DynamoDB returns it: without undefined members, and bytes as they are. */
function withoutUndefined(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  if (Array.isArray(value)) return value.map(withoutUndefined)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(members.map(([name, member]) => [name, withoutUndefined(member)]))
}

function sendOne(write: Write, { documents, name, now }: Connection): Promise<unknown> {
  const condition = conditionOf(write.if, now())
  return 'put' in write
    ? documents.send(new PutCommand({ TableName: name, Item: write.put, ...condition }))
    : documents.send(new DeleteCommand({ TableName: name, Key: keyOf(write.remove), ...condition }))
}

/**
 * One transaction. The SDK adds an idempotency token, so that a retried request is applied once.
 */
function writeTogether(
  writes: readonly Write[],
  { documents, name, now }: Connection,
): Promise<unknown> {
  const items = writes.map((write) => {
    const condition = conditionOf(write.if, now())
    return 'put' in write
      ? { Put: { TableName: name, Item: write.put, ...condition } }
      : { Delete: { TableName: name, Key: keyOf(write.remove), ...condition } }
  })
  return documents.send(new TransactWriteCommand({ TransactItems: items }))
}

function keyOf({ pk, sk }: Key): Key {
  return { pk, sk }
}
