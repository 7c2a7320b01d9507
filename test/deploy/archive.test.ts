import { gunzipSync } from 'node:zlib'

import { DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb'
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { DynamoDBDocumentClient, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { beforeAll, expect, it } from '@jest/globals'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { output } from './account.ts'
import { anEvent, deliveryOf, listen, setUpWebhook, subscriptionAdded } from './trial.ts'

const tables = new Map(
  output('TableNames')
    .split(',')
    .map((pair) => pair.split('=') as [string, string]),
)
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}))
const s3 = new S3Client({ forcePathStyle: true })
const Row = z.object({ pk: z.string(), sk: z.string(), expiresAt: z.number() })

const daySeconds = 24 * 3600

/** The emulator ignores what the template says about TTL. */
beforeAll(async () => {
  for (const TableName of [tables.get('events'), tables.get('deliveries')]) {
    const TimeToLiveSpecification = { AttributeName: 'expiresAt', Enabled: true }
    await documents.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))
  }
})

/** The only row of a table with this attribute. */
async function rowWith(table: string, attribute: 'pk' | 'sk', value: string) {
  const { Items } = await documents.send(
    new ScanCommand({
      TableName: tables.get(table),
      FilterExpression: `${attribute} = :value`,
      ExpressionAttributeValues: { ':value': value },
    }),
  )
  return Row.parse(Items?.[0])
}

/** The row as it is 7 days later; TTL deletes it within a minute. */
async function letExpire(table: string, { pk, sk }: z.infer<typeof Row>): Promise<void> {
  await documents.send(
    new UpdateCommand({
      TableName: tables.get(table),
      Key: { pk, sk },
      UpdateExpression: 'SET expiresAt = :past',
      ExpressionAttributeValues: { ':past': Math.floor(Date.now() / 1000) - 1 },
    }),
  )
}

/** The lines of the archive of one kind. */
async function archived(kind: string): Promise<unknown[]> {
  const Bucket = output('ArchiveBucket')
  const { Contents = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket, Prefix: `${kind}/marketplace=acme/` }),
  )
  const texts = await Promise.all(
    Contents.map(async ({ Key }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }))
      return gunzipSync((await Body?.transformToByteArray()) ?? Buffer.alloc(0)).toString()
    }),
  )
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as unknown)
}

it('what TTL deletes of a delivery and its event is in the archive', async () => {
  const webhook = await setUpWebhook(await listen())
  const event = anEvent()
  await subscriptionAdded(event)
  const { id } = await deliveryOf(webhook, 'successful')
  const [delivery, stored] = [
    await rowWith('deliveries', 'sk', id),
    await rowWith('events', 'pk', `acme#${event.uuid}`),
  ]
  const now = Date.now() / 1000
  expect(delivery.expiresAt).toBeLessThanOrEqual(now + 7 * daySeconds)
  expect(stored.expiresAt).toBe(delivery.expiresAt)

  await letExpire('deliveries', delivery)
  await letExpire('events', stored)

  await eventually(async () => {
    expect(await archived('deliveries')).toContainEqual(
      expect.objectContaining({ id, webhook, status: 'successful', marketplace: 'acme' }),
    )
    expect(await archived('events')).toContainEqual(
      expect.objectContaining({ uuid: event.uuid, body: expect.stringContaining(event.uuid) }),
    )
  }, 110_000)
})
