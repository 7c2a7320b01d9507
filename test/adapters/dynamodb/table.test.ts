import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, it, jest } from '@jest/globals'
import { mockClient } from 'aws-sdk-client-mock'

import { dynamoTable } from '../../../adapters/dynamodb/table.ts'
import { triedShape } from '../../conformance/table-world.ts'
import type { Condition, Item, Query, Write } from '../../../core/ports.ts'
import { allOf } from '../../support/all-of.ts'

const dynamo = mockClient(DynamoDBDocumentClient)
const noon = new Date('2026-11-21T12:00:00.500Z')
const noonSeconds = noon.getTime() / 1000
const table = dynamoTable({
  client: new DynamoDBClient({}),
  name: 'deliveries',
  shape: triedShape,
  now: () => noon,
})
const key = { pk: 'shop#1', sk: 'delivery' }

beforeEach(() => {
  dynamo.reset()
  jest.spyOn(Math, 'random').mockReturnValue(0) // no backoff before a retry
})

describe('get()', () => {
  it('reads by both keys, strongly consistent', async () => {
    dynamo.on(GetCommand).resolves({ Item: { ...key, revision: 1 } })
    const wider = { ...key, status: 'failed' }

    const item = await table.get(wider)

    expect(item).toEqual({ ...key, revision: 1 })
    expect(dynamo.commandCalls(GetCommand)[0]?.args[0].input).toEqual({
      TableName: 'deliveries',
      Key: key,
      ConsistentRead: true,
    })
  })
})

describe('get() of what may be stale', () => {
  it('reads eventually consistently', async () => {
    dynamo.on(GetCommand).resolves({})

    expect(await table.get(key, { mayBeStale: true })).toBeUndefined()
    expect(dynamo.commandCalls(GetCommand)[0]?.args[0].input.ConsistentRead).toBe(false)
  })
})

describe('getAll()', () => {
  it('reads each key once, which DynamoDB asks for, eventually consistent', async () => {
    const other = { pk: 'shop#2', sk: 'b' }
    answerGets([{ ...key, revision: 1 }, other])

    const items = await table.getAll([key, other, { ...key }])

    expect(items).toEqual([{ ...key, revision: 1 }, other])
    expect(gets()).toEqual([
      { RequestItems: { deliveries: { Keys: [key, other], ConsistentRead: false } } },
    ])
  })

  it('sends no request for no keys', async () => {
    expect(await table.getAll([])).toEqual([])
    expect(gets()).toEqual([])
  })
})

describe('query()', () => {
  const sorted = { '#partition': 'pk', '#sort': 'sk' }
  const indexed = { '#partition': 'statusKey', '#sort': 'position' }
  it.each<[string, Omit<Query, 'partition'>, object]>([
    [
      'a partition',
      {},
      {
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': 'pk' },
        ExpressionAttributeValues: { ':partition': 'shop' },
        ConsistentRead: true,
        ScanIndexForward: true,
      },
    ],
    [
      'a range with a start and an end',
      { from: 'a', to: 'b', limit: 5 },
      {
        KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :from AND :to',
        ExpressionAttributeNames: sorted,
        ExpressionAttributeValues: { ':partition': 'shop', ':from': 'a', ':to': 'b' },
        ConsistentRead: true,
        ScanIndexForward: true,
        Limit: 5,
      },
    ],
    [
      'a range with a start, newest first',
      { from: 'a', newestFirst: true },
      {
        KeyConditionExpression: '#partition = :partition AND #sort >= :from',
        ExpressionAttributeNames: sorted,
        ExpressionAttributeValues: { ':partition': 'shop', ':from': 'a' },
        ConsistentRead: true,
        ScanIndexForward: false,
      },
    ],
    [
      'items that may be stale',
      { mayBeStale: true },
      {
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': 'pk' },
        ExpressionAttributeValues: { ':partition': 'shop' },
        ConsistentRead: false,
        ScanIndexForward: true,
      },
    ],
    [
      'a range of an index with an end',
      { index: 'byStatus', to: 'b', limit: 500 },
      {
        IndexName: 'byStatus',
        KeyConditionExpression: '#partition = :partition AND #sort <= :to',
        ExpressionAttributeNames: indexed,
        ExpressionAttributeValues: { ':partition': 'shop', ':to': 'b' },
        ScanIndexForward: true,
        Limit: 100,
      },
    ],
  ])('queries DynamoDB for %s', async (_, range, input) => {
    dynamo.on(QueryCommand).resolves({})

    const items = await table.query({ partition: 'shop', ...range })

    expect(items).toEqual([])
    expect(queries()).toEqual([{ TableName: 'deliveries', ...input }])
  })

  it('continues after the last key when a page does not reach the limit', async () => {
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: [item('a', noonSeconds - 1), item('b')], LastEvaluatedKey: item('b') })
      .resolvesOnce({ Items: [], LastEvaluatedKey: item('c') })
      .resolvesOnce({ Items: [item('d'), item('e')], LastEvaluatedKey: item('e') })

    const items = await table.query({ partition: 'shop', limit: 2 })

    expect(items).toEqual([item('b'), item('d')])
    expect(queries().map(({ Limit, ExclusiveStartKey }) => [Limit, ExclusiveStartKey])).toEqual([
      [2, undefined],
      [100, item('b')],
      [100, item('c')],
    ])
  })

  it.each<[string, Query]>([
    ['ends before it begins', { partition: 'shop', from: '🌍', to: '\ufffd' }],
    ['has the limit 0', { partition: 'shop', limit: 0 }],
  ])('sends no request when the range %s', async (_, query) => {
    const items = await table.query(query)

    expect(items).toEqual([])
    expect(queries()).toEqual([])
  })

  it('throws when the table has no such index', async () => {
    const querying = table.query({ index: 'byColour', partition: 'shop' })

    await expect(querying).rejects.toThrow("Cannot query 'deliveries': it has no index 'byColour'")
  })
})

describe('query() of an index', () => {
  const byStatus = { index: 'byStatus', partition: 'shop#failed' }

  it('reads the items from the table, in the order of the index', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [listed('1'), listed('2'), listed('3')] })
    answerGets([{ ...listed('3'), n: 3 }, { ...listed('1'), n: 1 }, listed('2')])

    const items = await table.query(byStatus)

    expect(items).toEqual([{ ...listed('1'), n: 1 }, listed('2'), { ...listed('3'), n: 3 }])
    expect(gets()).toEqual([
      {
        RequestItems: {
          deliveries: {
            Keys: ['1', '2', '3'].map((pk) => ({ pk, sk: 'd' })),
            ConsistentRead: true,
          },
        },
      },
    ])
  })

  it.each<[string, object[]]>([
    ['is gone', []],
    ['has moved to another partition', [{ ...listed('1'), statusKey: 'shop#pending' }]],
    ['has moved within the partition', [{ ...listed('1'), position: 'elsewhere' }]],
    ['has left the index', [{ pk: '1', sk: 'd' }]],
    ['has ended', [{ ...listed('1'), expiresAt: noonSeconds }]],
  ])('omits an item that the index still lists when it %s', async (_, found) => {
    dynamo.on(QueryCommand).resolves({ Items: [listed('1'), listed('2')] })
    answerGets([...found, listed('2')])

    const items = await table.query(byStatus)

    expect(items).toEqual([listed('2')])
  })

  it('reads an item once when the index lists it twice', async () => {
    const moved = { ...listed('1'), position: 'at-2' }
    dynamo.on(QueryCommand).resolves({ Items: [listed('1'), moved] })
    answerGets([moved])

    const items = await table.query(byStatus)

    expect(items).toEqual([moved])
    expect(gets()[0]?.RequestItems?.['deliveries']?.Keys).toEqual([{ pk: '1', sk: 'd' }])
  })

  it('retries unprocessed keys', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [listed('1'), listed('2')] })
    dynamo
      .on(BatchGetCommand)
      .resolvesOnce({ UnprocessedKeys: unprocessed('1', '2') })
      .resolvesOnce({ Responses: { deliveries: [listed('2')] }, UnprocessedKeys: unprocessed('1') })
      .resolvesOnce({ Responses: { deliveries: [listed('1')] } })

    const items = await table.query(byStatus)

    expect(items).toEqual([listed('1'), listed('2')])
    expect(gets().map((input) => input.RequestItems?.['deliveries']?.Keys?.length)).toEqual([
      2, 2, 1,
    ])
  })

  it('throws when keys stay unprocessed', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [listed('1')] })
    dynamo.on(BatchGetCommand).resolves({ UnprocessedKeys: unprocessed('1') })

    const querying = table.query(byStatus)

    await expect(querying).rejects.toThrow(
      "Cannot read 1 items of 'deliveries': DynamoDB kept returning them as unprocessed",
    )
    expect(gets()).toHaveLength(8)
  })
})

describe('write()', () => {
  const end = { names: { '#end': 'expiresAt' }, values: { ':now': noonSeconds } }
  const conditions: [Condition | undefined, object][] = [
    [undefined, {}],
    [
      'absent',
      {
        ConditionExpression: 'attribute_not_exists(pk) OR #end <= :now',
        ExpressionAttributeNames: end.names,
        ExpressionAttributeValues: end.values,
      },
    ],
    [
      'present',
      {
        ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(#end) OR #end > :now)',
        ExpressionAttributeNames: end.names,
        ExpressionAttributeValues: end.values,
      },
    ],
    [
      { revision: 1, status: 'pending' },
      {
        ConditionExpression:
          'attribute_exists(pk) AND (attribute_not_exists(#end) OR #end > :now) AND ' +
          '#name0 = :value0 AND #name1 = :value1',
        ExpressionAttributeNames: { ...end.names, '#name0': 'revision', '#name1': 'status' },
        ExpressionAttributeValues: { ...end.values, ':value0': 1, ':value1': 'pending' },
      },
    ],
  ]
  it.each(conditions)('sends a single write when there is one: %j', async (...row) => {
    const [condition, asked] = row
    const when = condition === undefined ? {} : { if: condition }

    await table.write([{ put: { ...key, revision: 2 }, ...when }])
    await table.write([{ remove: { ...key }, ...when }])

    expect(dynamo.commandCalls(PutCommand)[0]?.args[0].input).toEqual({
      TableName: 'deliveries',
      Item: { ...key, revision: 2 },
      ...asked,
    })
    expect(dynamo.commandCalls(DeleteCommand)[0]?.args[0].input).toEqual({
      TableName: 'deliveries',
      Key: key,
      ...asked,
    })
  })

  it.each(conditions)('sends a transaction when there are several writes: %j', async (...row) => {
    const [condition, asked] = row
    const when = condition === undefined ? {} : { if: condition }
    const removed = { pk: 'shop#2', sk: 'delivery' }

    await table.write([
      { put: key, ...when },
      { remove: { ...removed, ...{ old: 1 } }, ...when },
    ])

    expect(dynamo.commandCalls(TransactWriteCommand).map(({ args }) => args[0].input)).toEqual([
      {
        TransactItems: [
          { Put: { TableName: 'deliveries', Item: key, ...asked } },
          { Delete: { TableName: 'deliveries', Key: removed, ...asked } },
        ],
      },
    ])
  })

  it('sends no request when there are no writes', async () => {
    const isWritten = await table.write([])

    expect(isWritten).toBe(true)
    expect(dynamo.calls()).toHaveLength(0)
  })

  const one: Write[] = [{ put: key, if: 'absent' }]
  const two: Write[] = [...one, { remove: { pk: 'shop#2', sk: 'delivery' } }]
  const failure = { message: 'no', $metadata: {} }
  const checkFailed = new ConditionalCheckFailedException(failure)
  const conflict = new TransactionConflictException(failure)
  const throttled = new ProvisionedThroughputExceededException(failure)

  it.each<[string, Write[], Error]>([
    ['one', one, checkFailed],
    ['the first of several', two, cancelled('ConditionalCheckFailed', 'None')],
    ['the last of several', two, cancelled('None', 'ConditionalCheckFailed')],
    [
      'one write while another conflicts',
      two,
      cancelled('TransactionConflict', 'ConditionalCheckFailed'),
    ],
  ])('returns false when the condition of %s does not hold', async (_, writes, error) => {
    dynamo.onAnyCommand().rejects(error)

    const isWritten = await table.write(writes)

    expect(isWritten).toBe(false)
    expect(dynamo.calls()).toHaveLength(1)
  })

  const retried = new ConditionalCheckFailedException({ message: 'no', $metadata: { attempts: 2 } })
  it.each<[string, Write, Item | undefined, boolean]>([
    ['put', { put: { ...key, by: undefined }, if: 'absent' }, key, true],
    ['put of bytes', { put: packed(1, 2), if: 'absent' }, packed(1, 2), true],
    ['put of other bytes', { put: packed(1, 2), if: 'absent' }, packed(1, 3), false],
    ['put, and the item is another', { put: key, if: 'absent' }, { ...key, revision: 1 }, false],
    ['remove', { remove: key, if: 'present' }, undefined, true],
    ['remove, and the item is there', { remove: key, if: { revision: 1 } }, key, false],
  ])(
    'recognises a write that was applied before its response was lost: %s',
    async (_, lost, Item, expected) => {
      dynamo.on(PutCommand).rejects(retried).on(DeleteCommand).rejects(retried)
      dynamo.on(GetCommand).resolves(Item === undefined ? {} : { Item })

      const isWritten = await table.write([lost])

      expect(isWritten).toBe(expected)
    },
  )

  it.each<[string, Write[], Error]>([
    ['one change', one, conflict],
    ['several changes', two, cancelled('None', 'TransactionConflict')],
  ])('retries when %s conflicted with another transaction', async (_, writes, error) => {
    dynamo.onAnyCommand().rejectsOnce(error).rejectsOnce(error).resolves({})

    const isWritten = await table.write(writes)

    expect(isWritten).toBe(true)
    expect(dynamo.calls()).toHaveLength(3)
  })

  it('returns false when the condition no longer holds after a conflict', async () => {
    dynamo.onAnyCommand().rejectsOnce(conflict).rejects(checkFailed)

    const isWritten = await table.write(one)

    expect(isWritten).toBe(false)
  })

  it.each<[string, Write[], Error, number]>([
    ['one write keeps conflicting', one, conflict, 6],
    ['several writes keep conflicting', two, cancelled('TransactionConflict', 'None'), 6],
    ['one write is throttled', one, throttled, 1],
    ['several writes are throttled', two, cancelled('None', 'ThrottlingError'), 1],
    ['a transaction is rejected as a whole', two, cancelled('ValidationError', 'None'), 1],
    ['DynamoDB cannot be reached', one, new Error('socket hang up'), 1],
  ])('throws the AWS error when %s', async (...row) => {
    const [, writes, error, tries] = row
    dynamo.onAnyCommand().rejects(error)

    const writing = table.write(writes)

    await expect(writing).rejects.toBe(error)
    expect(dynamo.calls()).toHaveLength(tries)
  })
})

describe('query() from the start', () => {
  it('passes no start key when it is empty, which DynamoDB rejects', async () => {
    dynamo.on(QueryCommand).resolves({})

    await table.query({ index: 'byStatus', partition: 'shop#pending', from: '', to: '2026' })

    expect(queries()).toMatchObject([
      {
        KeyConditionExpression: '#partition = :partition AND #sort <= :to',
        ExpressionAttributeValues: { ':partition': 'shop#pending', ':to': '2026' },
      },
    ])
    expect(queries()[0]?.ExpressionAttributeValues).not.toHaveProperty(':from')
  })
})

describe('firstItemOfEachPartition()', () => {
  it('reads one item of each partition and skips the rest', async () => {
    const first = item('a')
    const second = { pk: 'shop#2', sk: 'b' }
    dynamo
      .on(ScanCommand)
      .resolvesOnce({ Items: [first], LastEvaluatedKey: first })
      .resolvesOnce({ Items: [], LastEvaluatedKey: { pk: 'nothing', sk: 'here' } })
      .resolvesOnce({ Items: [second], LastEvaluatedKey: second })
      .resolvesOnce({ Items: [] })

    const firsts = await allOf(table.firstItemOfEachPartition())

    expect(firsts).toEqual([first, second])
    expect(dynamo.commandCalls(ScanCommand).map(({ args }) => args[0].input)).toEqual(
      [
        undefined,
        { pk: 'shop', sk: '\u{10ffff}' },
        { pk: 'nothing', sk: 'here' },
        { pk: 'shop#2', sk: '\u{10ffff}' },
      ].map((ExclusiveStartKey) => ({
        TableName: 'deliveries',
        Limit: 1,
        ConsistentRead: true,
        ExclusiveStartKey,
      })),
    )
  })

  it('starts after the given partition', async () => {
    dynamo.on(ScanCommand).resolvesOnce({ Items: [{ pk: 'shop#2', sk: 'b' }] })

    const firsts = await allOf(table.firstItemOfEachPartition('shop'))

    expect(firsts).toEqual([{ pk: 'shop#2', sk: 'b' }])
    expect(dynamo.commandCalls(ScanCommand).map(({ args }) => args[0].input)).toMatchObject([
      { Limit: 1, ExclusiveStartKey: { pk: 'shop', sk: '\u{10ffff}' } },
    ])
  })

  it('reads the next item when the first item of a partition has expired', async () => {
    const ended = item('a', noonSeconds - 1)
    dynamo
      .on(ScanCommand)
      .resolvesOnce({ Items: [ended], LastEvaluatedKey: ended })
      .resolves({})
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: [ended], LastEvaluatedKey: ended })
      .resolvesOnce({ Items: [item('b')] })

    const firsts = await allOf(table.firstItemOfEachPartition())

    expect(firsts).toEqual([item('b')])
  })
})

function packed(...bytes: number[]): Item {
  return { ...key, packed: Uint8Array.from(bytes) }
}

function queries() {
  return dynamo.commandCalls(QueryCommand).map(({ args }) => args[0].input)
}

function gets() {
  return dynamo.commandCalls(BatchGetCommand).map(({ args }) => args[0].input)
}

function answerGets(items: object[]): void {
  dynamo.on(BatchGetCommand).resolves({ Responses: { deliveries: items } })
}

function item(sk: string, expiresAt = noonSeconds + 60) {
  return { pk: 'shop', sk, expiresAt }
}

/** The index attributes of an item, which has more. */
function listed(pk: string) {
  return { pk, sk: 'd', statusKey: 'shop#failed', position: `at-${pk}` }
}

function unprocessed(...partitions: string[]) {
  return { deliveries: { Keys: partitions.map((pk) => ({ pk, sk: 'd' })) } }
}

function cancelled(...codes: string[]): TransactionCanceledException {
  return new TransactionCanceledException({
    message: `Transaction cancelled [${codes.join(', ')}]`,
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  })
}
