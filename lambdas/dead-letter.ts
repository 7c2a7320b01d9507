import type { SQSRecord } from 'aws-lambda'

import type { Log, Queue } from '../core/ports.ts'
import { parseJson } from '../core/values/parse-json.ts'

export type DeadLetterPorts = { deadLetter: Queue['sendDeadLetter']; log: Log }

/**
 * A record that cannot be processed. It becomes a dead letter with this reason; `body` replaces the
 * original body, for example to leave out card data.
 */
export type Unreadable = { unreadable: string; body?: string }

/** The message in a record of a queue that only we send to, or why it is unreadable. */
export function readMessage<T>(
  isMessage: (json: unknown) => json is T,
  { body }: SQSRecord,
): { message: T } | Unreadable {
  const read = parseJson(body)
  if ('reason' in read) return unreadable(read.reason)
  if (isMessage(read.json)) return { message: read.json }
  return unreadable('it is not a message of this queue')
}

function unreadable(reason: string): Unreadable {
  return { unreadable: `Cannot read the message: ${reason}` }
}

/** Sends a record to the dead-letter queue with the reason, in the record's message group. */
export async function sendDeadLetter(
  { messageId, body: original, attributes }: SQSRecord,
  { unreadable: reason, body = original }: Unreadable,
  { deadLetter, log }: DeadLetterPorts,
): Promise<void> {
  log({ level: 'ERROR', message: reason, messageId })
  await deadLetter({ body, group: attributes.MessageGroupId ?? 'none' }, reason)
}
