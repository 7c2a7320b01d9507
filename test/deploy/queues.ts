import {
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

/** The wake-ups that are due, in flight, or hidden after a failure. */
export async function countWakeUps(): Promise<number> {
  const { Attributes = {} } = await queues.send(
    new GetQueueAttributesCommand({
      QueueUrl: await wakeUpsUrl(),
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  )
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0)
}

async function wakeUpsUrl(): Promise<string> {
  const { QueueUrls = [] } = await queues.send(
    new ListQueuesCommand({ QueueNamePrefix: 'Postrider-WakeQueue' }),
  )
  const [url] = QueueUrls
  if (url === undefined) throw new Error('Cannot find the queue of the wake-ups')
  return url
}

const queues = new SQSClient({})
