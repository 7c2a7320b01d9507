import {
  type BatchResultErrorEntry,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'

import type { Message, Queue } from '../../core/ports.ts'
import { chunksOf, type Entry, maxEntries } from './sqs-message.ts'
import { waitBetweenTries } from './wait-between-tries.ts'

const maxTries = 5

type Target = { client: SQSClient; url: string }

/** A message until it is sent. */
type Waiting = { message: Message; resolve: () => void; reject: (reason: unknown) => void }

/**
 * Sends messages in few requests, without a timer: the first go immediately. Those that come while a
 * request is under way go together when it ends, or as soon as they fill a request. A message that
 * SQS rejects fails only its own sender.
 */
export function batchedSend(target: Target): Queue['send'] {
  const waiting: Waiting[] = []
  let requests = 0
  const flush = (): void => {
    const all = waiting.splice(0)
    for (const chunk of chunksOf(all.map(({ message }) => message))) {
      requests += 1
      void sendChunk(chunk, all, { ...target, onRequestEnd })
    }
  }
  const onRequestEnd = () => {
    requests -= 1
    if (waiting.length > 0) flush()
  }
  return async (messages) => {
    const sent = messages.map(
      (message) =>
        new Promise<void>((resolve, reject) => void waiting.push({ message, resolve, reject })),
    )
    if (requests === 0 || waiting.length >= maxEntries) flush()
    // None is left under way when the function ends.
    await Promise.allSettled(sent)
    await Promise.all(sent)
  }
}

type ChunkTarget = Target & { onRequestEnd?: () => void }

/**
 * Sends at most ten messages, and again those that failed on the side of SQS. The id of an entry is
 * its place among all.
 */
async function sendChunk(
  chunk: readonly Entry[],
  all: readonly Waiting[],
  target: ChunkTarget,
): Promise<void> {
  let left = chunk
  for (let number = 1; left.length > 0; number += 1) {
    if (number > 1) await waitBetweenTries(number - 1)
    left = await sendOnce(left, all, { ...target, isLast: number === maxTries })
    if (number === 1) target.onRequestEnd?.()
  }
}

/** Resolves with the messages to send again. */
async function sendOnce(
  chunk: readonly Entry[],
  all: readonly Waiting[],
  { client, url, isLast }: Target & { isLast: boolean },
): Promise<Entry[]> {
  try {
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({ QueueUrl: url, Entries: [...chunk] }),
    )
    return chunk.filter((entry) => {
      const failure = Failed.find(({ Id }) => Id === entry.Id)
      if (failure !== undefined && failure.SenderFault !== true && !isLast) return true
      settle(all[Number(entry.Id)], failure && sendError(url, failure))
      return false
    })
  } catch (error) {
    for (const { Id } of chunk) settle(all[Number(Id)], error)
    return []
  }
}

function settle(sender: Waiting | undefined, failure: unknown): void {
  if (failure === undefined) sender?.resolve()
  else sender?.reject(failure)
}

function sendError(url: string, { Code = '', Message = '' }: BatchResultErrorEntry): Error {
  return new Error(`Cannot send a message to '${url}': ${Code}: ${Message}`)
}
