import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'

import { problem } from '../../core/api/operation.ts'
import type { Log } from '../../core/ports.ts'
import { isHungUp, refuseUnreadable } from './http-errors.ts'
import { lambdaContext } from './lambda-context.ts'

/** What AWS Lambda calls with a request to the HTTP API. */
type HttpHandler<Event> = (
  event: Event,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>

type ServerOptions = {
  port: number
  handler: HttpHandler<APIGatewayProxyEventV2>
  /** What else there is, where the router has this URL. */
  beside: (url: string) => Beside
  log: Log
}

/** What stands around the API, as API Gateway and others do on AWS. */
type Beside = {
  /** The claims of a valid bearer token, undefined for any other. */
  verify: (token: string) => Promise<unknown>
  /** Answers what is not for the API; resolves with whether it did. */
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>
}

/** As much as HTTP APIs take. */
const bodyLimitBytes = 10 * 1024 * 1024

/** Serves HTTP on this machine alone, translating each request to the event of an HTTP API. */
export async function listen(options: ServerOptions): Promise<{ url: string; server: Server }> {
  const server = createServer()
  server.on('clientError', refuseUnreadable)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const beside = options.beside(url)
  // No request has come yet: a connection is taken up in a later turn.
  server.on('request', (request, response) => {
    answer(request, response, { ...options, ...beside }).catch((error: unknown) => {
      if (isHungUp(request)) return
      options.log({ level: 'ERROR', message: `Cannot answer: ${String(error)}` })
      if (response.headersSent) response.destroy()
      else send({ statusCode: 500 }, request, response)
    })
  })
  return { url, server }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { handler, verify, answer: answerBeside }: ServerOptions & Beside,
): Promise<void> {
  request.url = originForm(request.url)
  if (await answerBeside(request, response)) return

  const body = await readBody(request)
  if (body === undefined) {
    send(tooLarge(), request, response)
    return
  }
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const claims = token === undefined ? undefined : await verify(token)
  send(await handler(toEvent(request, body, claims), lambdaContext('manage')), request, response)
}

/** The path and the query alone, also of a request as proxies get it (RFC 9112, 3.2.2). */
function originForm(target = '/'): string {
  return target.replace(/^https?:\/\/[^/?]*/i, '').replace(/^(?!\/)/, '/')
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
  const detail = `Cannot accept the body: it is larger than ${bodyLimitBytes} bytes`
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
