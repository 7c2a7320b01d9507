import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'

import type { Queue } from '../../core/ports.ts'
import { waitBetweenTries } from './wait-between-tries.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'
import { chunksOf, type Entry, toBody, toReason } from './sqs-message.ts'

/** The URLs of a queue and of its dead-letter queue. `sendDeadLetter` throws without the latter. */
type SqsQueueOptions = { client?: SQSClient; url: string; deadLettersUrl?: string }

/** Shared by all queues, so that they reuse its connections. */
const sharedClient = new SQSClient(sdkTimeouts())

const maxTries = 5

/**
 * A standard SQS queue; message groups make it a fair queue. Bodies are JSON; a message has 1 MiB
 * at most, with its attributes.
 */
export function sqsQueue({ client = sharedClient, url, deadLettersUrl }: SqsQueueOptions): Queue {
  return {
    send: async (messages) => {
      await Promise.all(chunksOf(messages).map((chunk) => sendChunk(chunk, { client, url })))
    },

    sendDeadLetter: async ({ body, group }, reason) => {
      if (deadLettersUrl === undefined) {
        throw new Error(`Cannot send a dead letter: the queue '${url}' has no dead-letter queue`)
      }
      await client.send(
        new SendMessageCommand({
          QueueUrl: deadLettersUrl,
          MessageBody: toBody(body),
          MessageGroupId: group,
          MessageAttributes: { reason: { DataType: 'String', StringValue: toReason(reason) } },
        }),
      )
    },
  }
}

/** Sends at most ten messages, and retries those that failed on the side of SQS. */
async function sendChunk(
  chunk: readonly Entry[],
  { client, url }: { client: SQSClient; url: string },
  number = 1,
): Promise<void> {
  const { Failed = [] } = await client.send(
    new SendMessageBatchCommand({ QueueUrl: url, Entries: [...chunk] }),
  )
  const failure = Failed.find(({ SenderFault }) => SenderFault) ?? Failed[0]
  if (failure === undefined) return
  if (failure.SenderFault === true || number === maxTries) {
    const { Code = '', Message = '' } = failure
    const count = `${Failed.length} of ${chunk.length} messages`
    throw new Error(`Cannot send ${count} to '${url}': ${Code}: ${Message}`)
  }

  await waitBetweenTries(number)
  const failed = new Set(Failed.map(({ Id }) => Id))
  await sendChunk(
    chunk.filter(({ Id }) => failed.has(Id)),
    { client, url },
    number + 1,
  )
}
