import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'

import type { AwsRequest } from '../../core/deliver/aws-request.ts'
import type { RawExchange } from '../../core/deliveries/http-exchange.ts'
import type { Reply } from '../../core/deliveries/outcome.ts'
import type { AwsTarget } from '../../core/webhooks/aws-target.ts'
import { type AwsAnswer, failedReply, isExpired, responseOf } from './aws-answer.ts'
import { clientsByRole } from './target-connections.ts'

/** Default limit of a request, its retries and the assumption of its role included. */
const defaultLimitMs = 30_000

type BusRequest = AwsRequest & { kind: 'EVENT_BUS' }
type QueueRequest = AwsRequest & { kind: 'QUEUE' }

/**
 * Writes to event buses and queues, each with a role of its own. What AWS refuses is a `Reply`, never
 * an error.
 */
export function sendToAws() {
  const buses = clientsByRole((config) => new EventBridgeClient(config))
  // Otherwise a client sends to the host in the queue's URL, whatever endpoint is configured.
  const queues = clientsByRole(
    (config) => new SQSClient({ ...config, useQueueUrlAsEndpoint: false }),
  )
  const write = (request: AwsRequest, signal: AbortSignal) =>
    request.kind === 'EVENT_BUS'
      ? putEvent(buses.clientFor(request), request, signal)
      : sendMessage(queues.clientFor(request), request, signal)

  return async (request: AwsRequest, limitMs = defaultLimitMs): Promise<Reply> => {
    const startedAt = performance.now()
    const exchange = (response: RawExchange['response']): RawExchange => ({
      durations: { totalMs: Math.round(performance.now() - startedAt) },
      ...(response && { response }),
    })
    const signal = AbortSignal.timeout(limitMs)
    try {
      const answer = await beforeEnd(write(request, signal), signal)
      const received = exchange(responseOf(answer))
      if (answer.errorCode === undefined) {
        return { kind: 'answered', status: 200, exchange: received }
      }
      return { kind: 'unanswered', reason: `aws: ${answer.errorCode}`, exchange: received }
    } catch (error) {
      if (isExpired(error)) (request.kind === 'EVENT_BUS' ? buses : queues).forget(request)
      const { reason, response } = failedReply(error)
      return { kind: 'unanswered', reason, exchange: exchange(response) }
    }
  }
}

/** EventBridge answers 200 although it refused the entry, which then has an error code. */
async function putEvent(
  client: EventBridgeClient,
  { target, entry, body }: BusRequest,
  abortSignal: AbortSignal,
): Promise<AwsAnswer> {
  const command = new PutEventsCommand({
    Entries: [
      {
        EventBusName: target.arn,
        Source: entry.source,
        DetailType: entry.detailType,
        Resources: entry.resources,
        Detail: body,
      },
    ],
  })
  const { Entries: [result] = [], $metadata } = await client.send(command, { abortSignal })
  const { requestId } = $metadata
  if (result?.EventId !== undefined) return { eventId: result.EventId, requestId }
  const { ErrorCode: errorCode = 'UnknownError', ErrorMessage: message = '' } = result ?? {}
  return { errorCode, message, requestId }
}

async function sendMessage(
  client: SQSClient,
  { target, headers, body, fifo }: QueueRequest,
  abortSignal: AbortSignal,
): Promise<AwsAnswer> {
  const attributes = Object.entries(headers).map(
    ([name, value]) => [name, { DataType: 'String', StringValue: value }] as const,
  )
  const command = new SendMessageCommand({
    QueueUrl: queueUrlOf(target),
    MessageBody: body,
    MessageAttributes: Object.fromEntries(attributes),
    ...(fifo && { MessageGroupId: fifo.group, MessageDeduplicationId: fifo.deduplication }),
  })
  const { MessageId, SequenceNumber, $metadata } = await client.send(command, { abortSignal })
  return {
    messageId: MessageId,
    sequenceNumber: SequenceNumber,
    requestId: $metadata.requestId,
  }
}

/** The URL of a queue, which its ARN says. */
function queueUrlOf({ arn }: AwsTarget): string {
  const [, partition = '', , region = '', account = '', name = ''] = arn.split(':')
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  return `https://sqs.${region}.${domain}/${account}/${name}`
}

/** The SDK gives the signal to its request only, and not to what it does for credentials. */
function beforeEnd<Answer>(writing: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error)
    })
    writing.then(resolve, reject)
  })
}
