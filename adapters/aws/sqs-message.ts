import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs'

import type { Message } from '../../core/ports.ts'
import { withoutNoncharacters } from '../../core/values/json-text.ts'

export type Entry = SendMessageBatchRequestEntry & { Id: string; MessageBody: string }

/** Of a request. */
export const maxEntries = 10
const maxBytes = 1024 * 1024 // all messages of a request together
const overheadBytes = 1024 // for a message's other fields
const maxDelaySeconds = 900
const maxReasonCharacters = 1000

/** The messages in batches that SQS accepts: at most ten messages and 1 MiB each. */
export function chunksOf(messages: readonly Message[]): Entry[][] {
  const chunks: Entry[][] = []
  let bytes = 0
  for (const entry of messages.map(toEntry)) {
    const size = Buffer.byteLength(entry.MessageBody) + overheadBytes
    const last = chunks.at(-1)
    if (last === undefined || last.length === maxEntries || bytes + size > maxBytes) {
      chunks.push([entry])
      bytes = size
    } else {
      last.push(entry)
      bytes += size
    }
  }
  return chunks
}

/**
 * A valid value of a message attribute: not empty, not too long, and only of characters that SQS
 * accepts.
 */
export function toReason(reason: string): string {
  const permitted = reason
    .slice(0, maxReasonCharacters)
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
  return permitted === '' ? 'unknown' : permitted
}

function toEntry({ body, group, delaySeconds }: Message, position: number): Entry {
  return {
    Id: `${position}`,
    MessageBody: withoutNoncharacters(body),
    MessageGroupId: group,
    ...(delaySeconds !== undefined && { DelaySeconds: toDelay(delaySeconds) }),
  }
}

/**
 * SQS delays by whole seconds. What is to come within a tenth of one comes immediately: a wake-up may
 * run that early.
 */
export function toDelay(seconds: number): number {
  return Math.min(maxDelaySeconds, Math.max(0, Math.ceil(seconds - 0.1)))
}
