import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs'

import type { Message } from '../../core/ports.ts'

export type Entry = SendMessageBatchRequestEntry & { Id: string; MessageBody: string }

const maxEntries = 10
const maxBytes = 1024 * 1024 // of all messages of a request
const roomBytes = 1024 // for what a message carries beside its body
const maxDelaySeconds = 900
const maxReasonCharacters = 1000

/** The messages as SQS takes them: at most ten at a time, and 1 MiB together. */
export function chunksOf(messages: readonly Message[]): Entry[][] {
  const chunks: Entry[][] = []
  let bytes = 0
  for (const entry of messages.map(toEntry)) {
    const size = Buffer.byteLength(entry.MessageBody) + roomBytes
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
 * SQS refuses U+FFFE and U+FFFF. In JSON they stand in strings alone, and an escape says the same.
 */
export function toBody(body: string): string {
  return body.replaceAll('\ufffe', '\\ufffe').replaceAll('\uffff', '\\uffff')
}

/** A reason as an attribute may hold it: not empty, not long, and of characters that SQS takes. */
export function toReason(reason: string): string {
  const permitted = reason
    .slice(0, maxReasonCharacters)
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
  return permitted === '' ? 'unknown' : permitted
}

function toEntry({ body, group, delaySeconds }: Message, position: number): Entry {
  return {
    Id: `${position}`,
    MessageBody: toBody(body),
    MessageGroupId: group,
    ...(delaySeconds !== undefined && { DelaySeconds: toDelay(delaySeconds) }),
  }
}

function toDelay(seconds: number): number {
  return Math.min(maxDelaySeconds, Math.max(0, Math.ceil(seconds)))
}
