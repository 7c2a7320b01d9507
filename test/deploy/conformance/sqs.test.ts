import { randomUUID } from 'node:crypto'

import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'

import { sqsQueue } from '../../../adapters/aws/sqs-queue.ts'
import { describeQueue, type Received } from '../../conformance/queue.ts'
import { emulator } from './emulator.ts'

const client = new SQSClient({})

describeQueue(`SQS (${emulator})`, async () => {
  const [url, deadLettersUrl] = await Promise.all([createQueue(), createQueue()])
  return {
    queue: sqsQueue({ client, url, deadLettersUrl }),
    receive: () => receiveFrom(url),
    receiveDeadLetters: () => receiveFrom(deadLettersUrl),
    close: async () => {
      await client.send(new DeleteQueueCommand({ QueueUrl: url }))
      await client.send(new DeleteQueueCommand({ QueueUrl: deadLettersUrl }))
    },
  }
})

async function createQueue(): Promise<string> {
  const { QueueUrl } = await client.send(
    new CreateQueueCommand({ QueueName: `conformance-${randomUUID()}` }),
  )
  return QueueUrl ?? ''
}

async function receiveFrom(url: string): Promise<Received[]> {
  const { Messages = [] } = await client.send(
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
      client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handle })),
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
