import { readFileSync } from 'node:fs'

import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import * as z from 'zod'

/**
 * The deployed router as its clients see it. The environment has AWS_ENDPOINT_URL and dummy
 * credentials; POSTRIDER_OUTPUTS is the file with the outputs of the stack POSTRIDER_STACK.
 */
export const endpoint = variable('AWS_ENDPOINT_URL')
const outputs =
  (
    JSON.parse(readFileSync(variable('POSTRIDER_OUTPUTS'), 'utf8')) as Readonly<
      Record<string, Readonly<Record<string, string>>>
    >
  )[variable('POSTRIDER_STACK')] ?? {}

/** An output of the stack, such as `BusName`. */
export function output(name: string): string {
  const value = outputs[name]
  if (value === undefined) throw new Error(`Cannot find the output '${name}'`)
  return value
}

/**
 * A token from the deployed user pool, by the client credentials grant. The emulator's token
 * endpoint has its own address, so the output TokenEndpoint is not tested here.
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

/** Calls the deployed API. The emulator serves it under a path of its own address. */
export async function ask(method: string, path: string, options: AskOptions = {}): Promise<Answer> {
  const response = await fetch(`${apiUrl()}${path}`, {
    method,
    headers: {
      ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
      ...(options.body !== undefined && { 'content-type': 'application/json' }),
      ...(options.version !== undefined && { 'if-match': `"${options.version}"` }),
    },
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}

/** Requests the deployed API's health as a browser does for a page of this origin. */
export function askFrom(origin: string, method: string, headers: Record<string, string> = {}) {
  return fetch(`${apiUrl()}/health`, { method, headers: { ...headers, origin } })
}

/** The address of the API in the emulator. */
export function apiUrl(): string {
  const [, apiId = ''] = /^https:\/\/([^.]+)\./.exec(output('ApiUrl')) ?? []
  return `${endpoint}/_aws/execute-api/${apiId}`
}

/** `version` is the current version of the webhook to change. */
type AskOptions = { token?: string; body?: unknown; version?: number }

/** Puts one event on the deployed bus, as a producer on AWS does. */
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

const bus = new EventBridgeClient({})

async function secretOf(clientId: string): Promise<string> {
  const { UserPoolClient } = (await askService('cognito-idp', {
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.DescribeUserPoolClient',
    },
    body: JSON.stringify({ UserPoolId: output('UserPoolId'), ClientId: clientId }),
  }).then((response) => response.json())) as { UserPoolClient: { ClientSecret: string } }
  return UserPoolClient.ClientSecret
}

const Functions = z.object({ Functions: z.array(z.object({ FunctionName: z.string() })) })

/** Invokes the function whose name begins so, and waits for it. */
export async function invoke(prefix: string, event: object): Promise<void> {
  const authorization = 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request'
  const functions = `${endpoint}/2015-03-31/functions`
  const listed = await fetch(`${functions}/?MaxItems=50`, { headers: { authorization } })
  const all = Functions.parse(await listed.json()).Functions
  const name = all.find(({ FunctionName }) => FunctionName.startsWith(prefix))?.FunctionName
  if (name === undefined) throw new Error(`Cannot find the function ${prefix}`)
  const body = JSON.stringify(event)
  const request = { method: 'POST', headers: { authorization }, body }
  const response = await fetch(`${functions}/${name}/invocations`, request)
  const failure = response.headers.get('x-amz-function-error')
  if (!response.ok || failure !== null) throw new Error(`It failed: ${await response.text()}`)
}

/**
 * Calls a service of the account without its SDK client, which nothing else here needs. The
 * emulator does not verify signatures.
 */
export async function askService(
  service: string,
  { headers = {}, body }: { headers?: Record<string, string>; body: string | URLSearchParams },
): Promise<Response> {
  const credential = `test/20260101/us-east-1/${service}/aws4_request`
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}`
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { ...headers, authorization },
    body,
  })
  if (!response.ok) throw new Error(`Cannot ask ${service}: ${await response.text()}`)
  return response
}

export function variable(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`Cannot start: the variable ${name} is not set`)
  return value
}
