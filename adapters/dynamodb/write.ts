import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import { DeleteCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'

import type { Write } from '../../core/ports.ts'
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

function writeOne(write: Write, { documents, name, now }: Connection): Promise<unknown> {
  const condition = conditionOf(write.if, now())
  return 'put' in write
    ? documents.send(new PutCommand({ TableName: name, Item: write.put, ...condition }))
    : documents.send(new DeleteCommand({ TableName: name, Key: itemKeyOf(write), ...condition }))
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
      : { Delete: { TableName: name, Key: itemKeyOf(write), ...condition } }
  })
  return documents.send(new TransactWriteCommand({ TransactItems: items }))
}

function itemKeyOf({ remove: { pk, sk } }: Extract<Write, { remove: unknown }>) {
  return { pk, sk }
}
