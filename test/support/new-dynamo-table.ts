import { randomUUID } from 'node:crypto'

import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'

import { dynamoTable } from '../../adapters/dynamodb/table.ts'
import { expiryAttribute, type TableShape } from '../../adapters/stores/table-shapes.ts'

const ownClient = new DynamoDBClient({})

/** Creates an empty table in the emulated DynamoDB at AWS_ENDPOINT_URL. */
export async function newDynamoTable(shape: TableShape, now: () => Date, client = ownClient) {
  const name = `conformance-${randomUUID()}`
  await createTable(name, shape)
  return {
    table: dynamoTable({ client, name, shape, now }),
    close: async () => {
      await ownClient.send(new DeleteTableCommand({ TableName: name }))
    },
  }
}

async function createTable(name: string, shape: TableShape): Promise<void> {
  const indexes = Object.entries(shape.indexes)
  const keys = indexes.flatMap(([, { partition, sort }]) => [partition, sort])
  const attributes = new Set(['pk', 'sk', ...keys])
  await ownClient.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keySchema('pk', 'sk'),
      AttributeDefinitions: [...attributes].map((attribute) => ({
        AttributeName: attribute,
        AttributeType: 'S',
      })),
      ...(indexes.length > 0 && {
        GlobalSecondaryIndexes: indexes.map(([index, { partition, sort, projects }]) => ({
          IndexName: index,
          KeySchema: keySchema(partition, sort),
          Projection:
            projects === undefined
              ? { ProjectionType: 'KEYS_ONLY' }
              : {
                  ProjectionType: 'INCLUDE',
                  NonKeyAttributes: [...projects, expiryAttribute],
                },
        })),
      }),
    }),
  )
  await waitUntilTableExists(
    { client: ownClient, maxWaitTime: 30, minDelay: 1 },
    { TableName: name },
  )
}

function keySchema(partition: string, sort: string) {
  return [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ]
}
