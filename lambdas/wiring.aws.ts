import { sqsQueue } from '../adapters/aws/sqs-queue.ts'
import { dynamoTable } from '../adapters/dynamodb/table.ts'
import { tableShapes } from '../adapters/stores/table-shapes.ts'
import { required, variable } from '../adapters/common/environment-variables.ts'
import type { Queue, Table } from '../core/ports.ts'

/** The tables that the stack grants to a function. */
export const tables = {
  webhooks: () => table('webhooks', variable.webhooksTable),
  events: () => table('events', variable.eventsTable),
  deliveries: () => table('deliveries', variable.deliveriesTable),
  waiting: () => table('waiting', variable.waitingTable),
  tokens: () => table('tokens', variable.tokensTable),
}

/** A queue to which the stack lets a function send. */
export function queueAt(variableName: string): Pick<Queue, 'send'> {
  return sqsQueue({ url: required(variableName) })
}

/** The queue for messages that a function cannot read. */
export function deadLettersAt(variableName: string): Queue['sendDeadLetter'] {
  const url = required(variableName)
  return sqsQueue({ url, deadLettersUrl: url }).sendDeadLetter
}

export function now(): Date {
  return new Date()
}

function table(name: keyof typeof tableShapes, variableName: string): Table {
  return dynamoTable({ name: required(variableName), shape: tableShapes[name], now })
}
