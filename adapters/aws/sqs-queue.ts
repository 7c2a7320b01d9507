import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'

import type { Queue } from '../../core/ports.ts'
import { withoutNoncharacters } from '../../core/values/json-text.ts'
import { batchedSend } from './batched-send.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'
import { toReason } from './sqs-message.ts'

/** The URLs of a queue and of its dead-letter queue. `sendDeadLetter` throws without the latter. */
type SqsQueueOptions = { client?: SQSClient; url: string; deadLettersUrl?: string }

/** Shared by all queues, so that they reuse its connections. */
const sharedClient = new SQSClient(sdkTimeouts())

/**
 * A standard SQS queue; message groups make it a fair queue. Bodies are JSON; a message has 1 MiB
 * at most, with its attributes.
 */
export function sqsQueue({ client = sharedClient, url, deadLettersUrl }: SqsQueueOptions): Queue {
  return {
    send: batchedSend({ client, url }),

    sendDeadLetter: async ({ body, group }, reason) => {
      if (deadLettersUrl === undefined) {
        throw new Error(`Cannot send a dead letter: the queue '${url}' has no dead-letter queue`)
      }
      await client.send(
        new SendMessageCommand({
          QueueUrl: deadLettersUrl,
          MessageBody: withoutNoncharacters(body),
          MessageGroupId: group,
          MessageAttributes: { reason: { DataType: 'String', StringValue: toReason(reason) } },
        }),
      )
    },
  }
}
