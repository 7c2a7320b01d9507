import middy from '@middy/core'
import sqsPartialBatchFailure from '@middy/sqs-partial-batch-failure'
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'

import { idsOfMessage } from '../core/deliveries/delivery-message.ts'
import { type DeadLetterPorts, sendDeadLetter, type Unreadable } from './dead-letter.ts'

/** A Lambda handler for batches of SQS messages. */
type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>

type HandleRecord = (record: SQSRecord) => Promise<Unreadable | undefined>

/**
 * An SQS handler with partial batch failure: a message whose handler throws is redelivered, an
 * unreadable one becomes a dead letter with its reason, and neither affects the rest of the batch.
 * `perBatch` creates the handler of one batch, so that its messages can share reads.
 */
export function eachRecord(perBatch: (context: Context) => HandleRecord, ports: DeadLetterPorts) {
  const handleOne = async (record: SQSRecord, handle: HandleRecord): Promise<void> => {
    try {
      const result = await handle(record)
      if (result !== undefined) await sendDeadLetter(record, result, ports)
    } catch (error) {
      const { messageId, body } = record
      ports.log({ level: 'ERROR', message: String(error), messageId, ...idsOfMessage(body) })
      throw error
    }
  }

  const handler = middy<SQSEvent, PromiseSettledResult<void>[]>()
    .use(sqsPartialBatchFailure({ logger: () => undefined }))
    .handler(({ Records }, context) => {
      const handle = perBatch(context)
      return Promise.allSettled(Records.map((record) => handleOne(record, handle)))
    })
  // The middleware turns the results into the response, which its types do not express.
  return handler as unknown as QueueHandler
}
