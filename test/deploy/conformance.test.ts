import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'

import { sqsQueue } from '../../adapters/aws/sqs-queue.ts'
import { kmsEncryption } from '../../adapters/aws/kms-encryption.ts'
import { dynamoTable } from '../../adapters/dynamodb/table.ts'
import { tableShapes } from '../../adapters/stores/table-shapes.ts'
import { describeQueue, type Received } from '../conformance/queue.ts'
import { describeSecrets } from '../conformance/secrets.ts'
import { describeTable } from '../conformance/table.ts'

/**
 * Runs the conformance suites for the AWS adapters, against the emulator at AWS_ENDPOINT_URL; the
 * environment has AWS_REGION and dummy credentials too.
 */
const dynamo = new DynamoDBClient({})
const sqs = new SQSClient({})
const kms = new KMSClient({})

const shape = tableShapes.deliveries

describeTable('DynamoDB', async (now) => {
  const name = `conformance-${randomUUID()}`
  await createTable(name)
  return {
    table: dynamoTable({ client: dynamo, name, shape, now }),
    close: async () => {
      await dynamo.send(new DeleteTableCommand({ TableName: name }))
    },
  }
})

describeQueue('SQS', async () => {
  const [url, deadLettersUrl] = await Promise.all([createQueue(), createQueue()])
  return {
    queue: sqsQueue({ client: sqs, url, deadLettersUrl }),
    receive: () => receiveFrom(url),
    receiveDeadLetters: () => receiveFrom(deadLettersUrl),
    close: async () => {
      await sqs.send(new DeleteQueueCommand({ QueueUrl: url }))
      await sqs.send(new DeleteQueueCommand({ QueueUrl: deadLettersUrl }))
    },
  }
})

// MiniStack encrypts by XOR and checks the key and the context, but not the ciphertext: AWS rejects
// a modified ciphertext, MiniStack decrypts it to something else.
describeSecrets('KMS', openSecrets, { noticesEveryChange: false })

describe('secrets on an emulated KMS', () => {
  it('open() never returns the secret when the sealed text was changed', async () => {
    const { secrets } = await openSecrets()
    const context = { marketplace: 'shop', endpoint: 'webhook-1', purpose: 'signing' } as const
    const bytes = Buffer.from(await secrets.seal('correct horse', context), 'base64')
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)

    const opened = await secrets.open(bytes.toString('base64'), context).catch(() => 'refused')

    expect(opened).not.toBe('correct horse')
  })
})

async function openSecrets() {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}))
  return {
    secrets: kmsEncryption({ client: kms, keyId: KeyMetadata?.KeyId ?? '' }),
    close: () => Promise.resolve(),
  }
}

async function createTable(name: string): Promise<void> {
  const indexes = Object.entries(shape.indexes)
  const attributes = new Set(indexes.flatMap(([, { partition, sort }]) => [partition, sort]))
  await dynamo.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keySchema('pk', 'sk'),
      AttributeDefinitions: ['pk', 'sk', ...attributes].map((attribute) => ({
        AttributeName: attribute,
        AttributeType: 'S',
      })),
      GlobalSecondaryIndexes: indexes.map(([index, { partition, sort }]) => ({
        IndexName: index,
        KeySchema: keySchema(partition, sort),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  )
  await waitUntilTableExists({ client: dynamo, maxWaitTime: 30, minDelay: 1 }, { TableName: name })
}

function keySchema(partition: string, sort: string) {
  return [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ]
}

async function createQueue(): Promise<string> {
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: `conformance-${randomUUID()}` }),
  )
  return QueueUrl ?? ''
}

async function receiveFrom(url: string): Promise<Received[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['MessageGroupId'],
      MessageAttributeNames: ['reason'],
    }),
  )
  const handles = Messages.map(({ ReceiptHandle }) => ReceiptHandle)
  await Promise.all(
    handles.map((handle) =>
      sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handle })),
    ),
  )
  return Messages.map(toReceived)
}

function toReceived({ Body = '', Attributes, MessageAttributes }: Message): Received {
  const reason = MessageAttributes?.['reason']?.StringValue
  return {
    body: Body,
    group: Attributes?.MessageGroupId ?? '',
    ...(reason !== undefined && { reason }),
  }
}
