import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'

import type { Log } from '../../core/ports.ts'
import type { LevelQueue, Received } from '../leveldb/queue.ts'
import { lambdaContext } from './lambda-context.ts'

/** What AWS Lambda calls with a batch of SQS messages. */
export type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>

type WorkerOptions = {
  name: string
  handler: QueueHandler
  batchSize: number
  /** Handles a message that was handed on in memory. */
  handed?: ((message: object) => Promise<void>) | undefined
  /** At most this many batches are handled concurrently. */
  concurrency: number
  log: Log
}

/**
 * Passes a queue's messages to a function, as an event source mapping does: messages that the
 * function does not report as failed are finished, the others are redelivered. Returns a function
 * that stops the worker, and resolves when its running batches have ended.
 */
export function startWorker(queue: LevelQueue, options: WorkerOptions): () => Promise<void> {
  const running = new Set<Promise<void>>()
  let isStopped = false

  const pump = (): void => {
    while (!isStopped && running.size < options.concurrency) {
      const messages = queue.receive(options.batchSize)
      if (messages.length === 0) return

      const turn = handle(messages, queue, options).finally(() => {
        running.delete(turn)
        pump()
      })
      running.add(turn)
    }
  }
  queue.whenReady(pump)
  pump()

  return async () => {
    isStopped = true
    await Promise.all(running)
  }
}

async function handle(
  messages: Received[],
  queue: LevelQueue,
  options: WorkerOptions,
): Promise<void> {
  const { name, log } = options
  try {
    const failed = await failures(messages, options)
    await Promise.all(
      messages.map((message) => {
        const reason = failed.get(message.id)
        return reason === undefined ? queue.finish(message) : queue.retry(message, reason)
      }),
    )
  } catch (error) {
    log({ level: 'ERROR', message: `Cannot settle messages of ${name}: ${String(error)}` })
  }
}

async function failures(messages: Received[], { name, handler, handed, log }: WorkerOptions) {
  try {
    const [first] = messages
    if (first?.handed !== undefined) {
      await handed?.(first.handed.message)
      return new Map<string, string>()
    }
    const event = { Records: messages.map((message) => toRecord(message, name)) }
    const { batchItemFailures } = await handler(event, lambdaContext(name))
    return new Map(
      batchItemFailures.map(({ itemIdentifier }) => [itemIdentifier, 'it failed too often']),
    )
  } catch (error) {
    log({ level: 'ERROR', message: `Cannot handle messages of ${name}: ${String(error)}` })
    return new Map(messages.map(({ id }) => [id, String(error)]))
  }
}

function toRecord({ id, body, group, receives }: Received, name: string): SQSRecord {
  return {
    messageId: id,
    receiptHandle: id,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      ApproximateFirstReceiveTimestamp: '',
      SentTimestamp: '',
      SenderId: 'postrider',
      MessageGroupId: group,
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:embedded:000000000000:${name}`,
    awsRegion: 'embedded',
  }
}
