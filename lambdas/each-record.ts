import middy from '@middy/core'
import sqsPartialBatchFailure from '@middy/sqs-partial-batch-failure'
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import type * as z from 'zod'

import { fieldErrors, toMessage } from '../core/values/validation-errors.ts'
import type { Log, Queue } from '../core/ports.ts'
import { idsOfMessage } from '../core/deliveries/delivery-message.ts'
import { parseJson } from '../core/values/parse-json.ts'

export type RecordPorts = { deadLetter: Queue['sendDeadLetter']; log: Log }

/**
 * A record that cannot be processed. It becomes a dead letter with this reason; `body` replaces the
 * original body, for example to leave out card data.
 */
export type Unreadable = { unreadable: string; body?: string }

/** A Lambda handler for batches of SQS messages. */
type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>

type HandleRecord = (record: SQSRecord) => Promise<Unreadable | undefined>

/**
 * An SQS handler with partial batch failure: a message whose handler throws is redelivered, an
 * unreadable one becomes a dead letter with its reason, and neither affects the rest of the batch.
 * `perBatch` creates the handler of one batch, so that its messages can share reads.
 */
export function eachRecord(perBatch: () => HandleRecord, { deadLetter, log }: RecordPorts) {
  const handleOne = async (record: SQSRecord, handle: HandleRecord): Promise<void> => {
    try {
      const result = await handle(record)
      if (result === undefined) return

      log({ level: 'ERROR', message: result.unreadable, messageId: record.messageId })
      const group = record.attributes.MessageGroupId ?? 'none'
      await deadLetter({ body: result.body ?? record.body, group }, result.unreadable)
    } catch (error) {
      const { messageId, body } = record
      log({ level: 'ERROR', message: String(error), messageId, ...idsOfMessage(body) })
      throw error
    }
  }

  const handler = middy<SQSEvent, PromiseSettledResult<void>[]>()
    .use(sqsPartialBatchFailure({ logger: () => undefined }))
    .handler(({ Records }) => {
      const handle = perBatch()
      return Promise.allSettled(Records.map((record) => handleOne(record, handle)))
    })
  // The middleware turns the results into the response, which its types do not express.
  return handler as unknown as QueueHandler
}

/** The message, parsed by its schema, or why it is unreadable. */
export function readMessage<T>(
  schema: z.ZodType<T>,
  { body }: SQSRecord,
): { message: T } | Unreadable {
  const read = parseJson(body)
  if ('reason' in read) return unreadable(read.reason)
  const parsed = schema.safeParse(read.json)
  if (parsed.success) return { message: parsed.data }
  return unreadable(toMessage(fieldErrors(parsed.error)))
}

function unreadable(reason: string): Unreadable {
  return { unreadable: `Cannot read the message: ${reason}` }
}
