import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

import { sdkTimeouts } from '../aws/sdk-timeouts.ts'
import type { TableShape } from '../stores/table-shapes.ts'

/** `name` is the table's in DynamoDB; `now` decides what has ended. */
export type ConnectOptions = {
  client?: DynamoDBClient
  name: string
  shape: TableShape
  now?: () => Date
}

/** A table, and how to speak to it. */
export type Connection = {
  documents: DynamoDBDocumentClient
  name: string
  shape: TableShape
  now: () => Date
}

/** One for all tables, so that they share its connections. */
const sharedClient = new DynamoDBClient(sdkTimeouts)

/** Prepares to speak to a table; nothing is sent yet. */
export function connect(options: ConnectOptions): Connection {
  const { client = sharedClient, name, shape, now = () => new Date() } = options
  const documents = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  })
  return { documents, name, shape, now }
}
