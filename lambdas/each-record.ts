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
 * A record that nobody can handle: it is put aside for people with the reason, whole unless told
 * otherwise.
 */
export type Unreadable = { unreadable: string; body?: string }

/** What AWS Lambda calls with a batch of SQS messages. */
type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>

type HandleRecord = (record: SQSRecord) => Promise<Unreadable | undefined>

/**
 * An SQS handler that treats every message by itself: one that throws comes again, one that is
 * unreadable becomes a dead letter that says why, and the others take no notice. `perBatch` makes
 * the function for the messages of one batch, so that they can share what they read.
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
  // The middleware makes the answer of the results; its types do not tell.
  return handler as unknown as QueueHandler
}

/** The body of a message, parsed by its schema, or what is wrong with it. */
export function readMessage<T>(
  schema: z.ZodType<T>,
  { body }: SQSRecord,
): { message: T } | Unreadable {
  const read = parseJson(body)
  if ('fault' in read) return unreadable(read.fault)
  const parsed = schema.safeParse(read.json)
  if (parsed.success) return { message: parsed.data }
  return unreadable(toMessage(fieldErrors(parsed.error)))
}

function unreadable(fault: string): Unreadable {
  return { unreadable: `Cannot read the message: ${fault}` }
}
