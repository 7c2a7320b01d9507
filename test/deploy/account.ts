import { readFileSync } from 'node:fs'

import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'

/**
 * The deployed router, as the world sees it. AWS_ENDPOINT_URL and dummy keys are in the
 * environment; POSTRIDER_OUTPUTS is the file with what the deployment told.
 */
const endpoint = variable('AWS_ENDPOINT_URL')
const outputs = (
  JSON.parse(readFileSync(variable('POSTRIDER_OUTPUTS'), 'utf8')) as {
    Postrider: Record<string, string>
  }
).Postrider

/** What the deployment told, such as `BusName`. */
function output(name: string): string {
  const value = outputs[name]
  if (value === undefined) throw new Error(`Cannot find the output '${name}'`)
  return value
}

/**
 * A token from the deployed pool, by OAuth2's client credentials. The emulator's token endpoint
 * is at its own address, so the name in the output TokenEndpoint is not proven here.
 */
export async function tokenFor(marketplace: string, role: 'manager' | 'producer'): Promise<string> {
  const clientId = output(`ClientId${marketplace}${role}`)
  const basic = Buffer.from(`${clientId}:${await secretOf(clientId)}`).toString('base64')
  const response = await fetch(`${endpoint}/oauth2/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${basic}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  })
  if (!response.ok) throw new Error(`Cannot get a token: ${await response.text()}`)
  return ((await response.json()) as { access_token: string }).access_token
}

type Answer = { status: number; body: unknown }

/** Asks the deployed API. The emulator serves it under a path of its own address. */
export async function ask(method: string, path: string, options: AskOptions = {}): Promise<Answer> {
  const [, apiId = ''] = /^https:\/\/([^.]+)\./.exec(output('ApiUrl')) ?? []
  const response = await fetch(`${endpoint}/_aws/execute-api/${apiId}${path}`, {
    method,
    headers: {
      ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
      ...(options.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}

type AskOptions = { token?: string; body?: unknown }

/** Puts one event on the deployed bus, as a producer in AWS does. */
export async function putEvent(detailType: string, detail: string): Promise<void> {
  const { Entries } = await bus.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: output('BusName'),
          Source: 'marketplace',
          DetailType: detailType,
          Detail: detail,
        },
      ],
    }),
  )
  const [entry] = Entries ?? []
  if (entry?.EventId === undefined) throw new Error(`Cannot put the event: ${entry?.ErrorCode}`)
}

type DeadLetter = { body: string; reason: string | undefined }

/** What lies among the dead letters of the events right now; it stays there. */
export async function eventDeadLetters(): Promise<DeadLetter[]> {
  const { Messages = [] } = await queues.send(
    new ReceiveMessageCommand({
      QueueUrl: output('EventsDeadLettersUrl'),
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      MessageAttributeNames: ['reason'],
    }),
  )
  return Messages.map(({ Body = '', MessageAttributes }) => ({
    body: Body,
    reason: MessageAttributes?.['reason']?.StringValue,
  }))
}

/** Sends what the hourly rule sends. */
export async function sendSweep(): Promise<void> {
  await queues.send(
    new SendMessageCommand({ QueueUrl: await wakeUpsUrl(), MessageBody: '{"kind":"sweep"}' }),
  )
}

/** The wake-ups that are due, with those that are in work or hidden after a failure. */
export async function countWakeUps(): Promise<number> {
  const { Attributes = {} } = await queues.send(
    new GetQueueAttributesCommand({
      QueueUrl: await wakeUpsUrl(),
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  )
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0)
}

async function wakeUpsUrl(): Promise<string> {
  const { QueueUrls = [] } = await queues.send(
    new ListQueuesCommand({ QueueNamePrefix: 'Postrider-WakeQueue' }),
  )
  const [url] = QueueUrls
  if (url === undefined) throw new Error('Cannot find the queue of the wake-ups')
  return url
}

const bus = new EventBridgeClient({})
const queues = new SQSClient({})

/** Asked without the SDK's client, which nothing else here needs; the emulator checks no signature. */
async function secretOf(clientId: string): Promise<string> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request',
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.DescribeUserPoolClient',
    },
    body: JSON.stringify({ UserPoolId: output('UserPoolId'), ClientId: clientId }),
  })
  const { UserPoolClient } = (await response.json()) as { UserPoolClient: { ClientSecret: string } }
  return UserPoolClient.ClientSecret
}

function variable(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`Cannot start: the variable ${name} is not set`)
  return value
}
