import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'

import { problem } from '../core/api.ts'
import type { Log } from '../core/needs.ts'
import { isHungUp, refuseUnreadable } from './http-faults.embedded.ts'
import { lambdaContext } from './lambda-context.embedded.ts'

/** What AWS Lambda calls with a request to the HTTP API. */
type HttpHandler<Event> = (
  event: Event,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>

type Options = {
  port: number
  handler: HttpHandler<APIGatewayProxyEventV2>
  /** The claims of a valid bearer token, undefined for any other. */
  verify: (token: string) => Promise<unknown>
  log: Log
}

/** As much as HTTP APIs take. */
const bodyLimitBytes = 10 * 1024 * 1024

/** Serves HTTP on this machine alone, translating each request to the event of an HTTP API. */
export async function listen(options: Options): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    answer(request, options).then(
      (result) => {
        send(result, request, response)
      },
      (error: unknown) => {
        if (isHungUp(request)) return
        options.log({ level: 'ERROR', message: `Cannot answer: ${String(error)}` })
        send({ statusCode: 500 }, request, response)
      },
    )
  })
  server.on('clientError', refuseUnreadable)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, server }
}

async function answer(
  request: IncomingMessage,
  { handler, verify }: Options,
): Promise<APIGatewayProxyStructuredResultV2> {
  const body = await readBody(request)
  if (body === undefined) return tooLarge()

  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const claims = token === undefined ? undefined : await verify(token)
  return handler(toEvent(request, body, claims), lambdaContext('manage'))
}

/** The whole body; undefined when it is larger than anybody may send. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > bodyLimitBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge(): APIGatewayProxyStructuredResultV2 {
  const detail = `Cannot take the body: it is larger than ${bodyLimitBytes} bytes`
  const { status, headers = {}, body } = problem(413, detail)
  return { statusCode: status, headers: { ...headers }, body: JSON.stringify(body) }
}

function toEvent(request: IncomingMessage, body: Buffer, claims: unknown): APIGatewayProxyEventV2 {
  const [path = '/', search = ''] = (request.url ?? '/').split(/\?(.*)/s)
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  )
  const context = {
    accountId: 'embedded',
    apiId: 'embedded',
    domainName: '127.0.0.1',
    domainPrefix: '',
    http: {
      method: request.method ?? 'GET',
      path,
      protocol: 'HTTP/1.1',
      sourceIp: request.socket.remoteAddress ?? '',
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: randomUUID(),
    routeKey: '$default',
    stage: '$default',
    time: '',
    timeEpoch: Date.now(),
    ...(claims !== undefined && {
      authorizer: { principalId: '', integrationLatency: 0, jwt: { claims, scopes: [] } },
    }),
  }
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: search,
    headers: Object.fromEntries(headers) as Record<string, string>,
    requestContext: context,
    ...(body.length > 0 && { body: body.toString('base64') }),
    isBase64Encoded: body.length > 0,
  }
}

function send(
  { statusCode = 200, headers = {}, body = '' }: APIGatewayProxyStructuredResultV2,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  // What was not read must not be taken for the next request.
  if (!request.complete) response.shouldKeepAlive = false
  response.writeHead(statusCode, headers as Record<string, string>)
  response.end(body)
}
