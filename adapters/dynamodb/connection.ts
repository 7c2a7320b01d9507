import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

import { sdkTimeouts } from '../aws/sdk-timeouts.ts'
import type { TableShape } from '../stores/table-shapes.ts'

/** `name` is the table's name in DynamoDB; `now` decides what has expired. */
export type ConnectOptions = {
  client?: DynamoDBClient
  name: string
  shape: TableShape
  now?: () => Date
}

/** A table and the client to reach it. */
export type Connection = {
  documents: DynamoDBDocumentClient
  name: string
  shape: TableShape
  now: () => Date
}

/** Shared by all tables, so that they reuse its connections. */
const sharedClient = new DynamoDBClient(sdkTimeouts())

/** Prepares access to a table; sends nothing yet. */
export function connect(options: ConnectOptions): Connection {
  const { client = sharedClient, name, shape, now = () => new Date() } = options
  const documents = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  })
  return { documents, name, shape, now }
}
