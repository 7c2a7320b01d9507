import type { SQSEvent } from 'aws-lambda'

/** A batch of a message group as SQS has it: texts as they are, anything else as JSON. */
export function batchOf(group: string, bodies: readonly unknown[]): SQSEvent {
  const Records = bodies.map((body, index) => ({
    messageId: `message-${index}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { ApproximateReceiveCount: '1', MessageGroupId: group },
  }))
  return { Records } as unknown as SQSEvent
}
