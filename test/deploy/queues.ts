import { randomUUID } from 'node:crypto'

import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'

import { output } from './account.ts'

type DeadLetter = { body: string; reason: string | undefined }

/** The malformed events, in the queue of this output. They stay there. */
export async function malformedEvents(queue = 'MalformedEventsUrl'): Promise<DeadLetter[]> {
  const { Messages = [] } = await queues.send(
    new ReceiveMessageCommand({
      QueueUrl: output(queue),
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      MessageAttributeNames: ['reason'],
    }),
  )
  return Messages.map(({ Body = '', MessageAttributes }) => ({
    body: Body,
    reason: MessageAttributes?.['reason']?.StringValue,
  }))
}

/** Sends the message of the hourly rule. */
export async function sendSweep(): Promise<void> {
  await queues.send(
    new SendMessageCommand({ QueueUrl: await wakeUpsUrl(), MessageBody: '{"kind":"sweep"}' }),
  )
}

/** Sends the message of a call again, as SQS does after a function was stopped. */
export async function sendCall(token: string): Promise<void> {
  await queues.send(
    new SendMessageCommand({
      QueueUrl: await queueUrl('Postrider-CallVendorQueue'),
      MessageBody: JSON.stringify({ kind: 'call', token }),
    }),
  )
}

/** The calls that wait, are made, or are hidden after a failure. */
export async function countCalls(): Promise<number> {
  return countIn(await queueUrl('Postrider-CallVendorQueue'))
}

/** The wake-ups that are due, in flight, or hidden after a failure. */
export async function countWakeUps(): Promise<number> {
  return countIn(await wakeUpsUrl())
}

/** A queue of a receiver. */
export type Queue = {
  arn: string
  /** The messages with their attributes. They stay there. */
  messages: () => Promise<{ body: string; attributes: Record<string, string> }[]>
  remove: () => Promise<unknown>
}

export async function aQueue(): Promise<Queue> {
  const QueueName = `orders-${randomUUID()}`
  const { QueueUrl = '' } = await queues.send(new CreateQueueCommand({ QueueName }))
  return {
    arn: `arn:aws:sqs:us-east-1:000000000000:${QueueName}`,
    messages: () => messagesIn(QueueUrl),
    remove: () => queues.send(new DeleteQueueCommand({ QueueUrl })),
  }
}

async function messagesIn(QueueUrl: string) {
  const { Messages = [] } = await queues.send(
    new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0, MessageAttributeNames: ['All'] }),
  )
  return Messages.map(({ Body: body = '', MessageAttributes = {} }) => {
    const values = Object.entries(MessageAttributes).map(
      ([name, { StringValue = '' }]) => [name, StringValue] as const,
    )
    return { body, attributes: Object.fromEntries(values) }
  })
}

async function countIn(QueueUrl: string): Promise<number> {
  const { Attributes = {} } = await queues.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  )
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0)
}

function wakeUpsUrl(): Promise<string> {
  return queueUrl('Postrider-WakeQueue')
}

async function queueUrl(QueueNamePrefix: string): Promise<string> {
  const { QueueUrls = [] } = await queues.send(new ListQueuesCommand({ QueueNamePrefix }))
  const [url] = QueueUrls
  if (url === undefined) throw new Error(`Cannot find the queue ${QueueNamePrefix}…`)
  return url
}

const queues = new SQSClient({})
