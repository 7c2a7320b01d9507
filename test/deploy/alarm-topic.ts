import { randomUUID } from 'node:crypto'

import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import * as z from 'zod'

import { askService, output } from './account.ts'

/** A queue that is subscribed to the alarm topic, as people are who want notices about webhooks. */
export async function listenToAlarms() {
  const QueueName = `alarms-${randomUUID()}`
  const arn = `arn:aws:sqs:us-east-1:000000000000:${QueueName}`
  const { QueueUrl = '' } = await queues.send(
    new CreateQueueCommand({ QueueName, Attributes: { Policy: letTopicSend(arn) } }),
  )
  await askService('sns', {
    body: new URLSearchParams({
      Action: 'Subscribe',
      TopicArn: output('AlarmTopicArn'),
      Protocol: 'sqs',
      Endpoint: arn,
    }),
  })
  return {
    /** The topic's messages so far. They stay in the queue. */
    heard: () => heardOn(QueueUrl),
    close: () => queues.send(new DeleteQueueCommand({ QueueUrl })),
  }
}

const queues = new SQSClient({})

/** SNS's envelope of a message, which here is the bus event. */
const Envelope = z.object({
  Message: z.string().transform((text) => JSON.parse(text) as unknown),
})

async function heardOn(QueueUrl: string): Promise<unknown[]> {
  const { Messages = [] } = await queues.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
  )
  return Messages.map(({ Body = '' }) => Envelope.parse(JSON.parse(Body)).Message)
}

function letTopicSend(queueArn: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': output('AlarmTopicArn') } },
      },
    ],
  })
}
