import { sqsQueue } from '../adapters/aws/sqs-queue.ts'
import { required } from '../adapters/common/environment-variables.ts'
import type { Queue } from '../core/ports.ts'

/** A queue to which the stack lets a function send. */
export function queueAt(variableName: string): Pick<Queue, 'send'> {
  return sqsQueue({ url: required(variableName) })
}

/** The queue for messages that a function cannot read. */
export function deadLettersAt(variableName: string): Queue['sendDeadLetter'] {
  const url = required(variableName)
  return sqsQueue({ url, deadLettersUrl: url }).sendDeadLetter
}
