import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'

import type { Queue } from '../../core/ports.ts'
import { backOff } from './sdk-backoff.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'
import { chunksOf, type Entry, toBody, toReason } from './sqs-message.ts'

/** The addresses of a queue and of its dead letters; without the latter, none is put aside. */
type SqsQueueOptions = { client?: SQSClient; url: string; deadLettersUrl?: string }

/** One for all queues, so that they share its connections. */
const sharedClient = new SQSClient(sdkTimeouts)

const maxTries = 5

/**
 * A standard queue of SQS, fair to its groups. Bodies are JSON texts, of 1 MiB together with all
 * else.
 */
export function sqsQueue({ client = sharedClient, url, deadLettersUrl }: SqsQueueOptions): Queue {
  return {
    send: async (messages) => {
      await Promise.all(chunksOf(messages).map((chunk) => sendChunk(chunk, { client, url })))
    },

    sendDeadLetter: async ({ body, group }, reason) => {
      if (deadLettersUrl === undefined) {
        throw new Error(`Cannot put a message aside: the queue '${url}' has no dead letters`)
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

/** Sends at most ten messages; sends again those that SQS itself could not take. */
async function sendChunk(
  chunk: readonly Entry[],
  { client, url }: { client: SQSClient; url: string },
  number = 1,
): Promise<void> {
  const { Failed = [] } = await client.send(
    new SendMessageBatchCommand({ QueueUrl: url, Entries: [...chunk] }),
  )
  const worst = Failed.find(({ SenderFault }) => SenderFault) ?? Failed[0]
  if (worst === undefined) return
  if (worst.SenderFault === true || number === maxTries) {
    const { Code = '', Message = '' } = worst
    const count = `${Failed.length} of ${chunk.length} messages`
    throw new Error(`Cannot send ${count} to '${url}': ${Code}: ${Message}`)
  }

  await backOff(number)
  const failed = new Set(Failed.map(({ Id }) => Id))
  await sendChunk(
    chunk.filter(({ Id }) => failed.has(Id)),
    { client, url },
    number + 1,
  )
}
