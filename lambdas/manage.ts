import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyEventV2WithLambdaAuthorizer,
  APIGatewayProxyStructuredResultV2,
} from 'aws-lambda'
import { handle } from 'hono/aws-lambda'

import { httpApi } from '../adapters/http-api/router.ts'
import type { BearerToken } from '../core/api/bearer-token.ts'
import type { ManagePorts } from '../core/manage/manage.ts'
import type { Log } from '../core/ports.ts'
import type { AuthorizerContext } from './verify-bearer.ts'

/** An HTTP API event (payload 2.0); an open route has no authorizer. */
export type HttpEvent =
  APIGatewayProxyEventV2 | APIGatewayProxyEventV2WithLambdaAuthorizer<AuthorizerContext>

/** What AWS Lambda calls with a request to the HTTP API. */
type HttpHandler = (event: HttpEvent) => Promise<APIGatewayProxyStructuredResultV2>

/** Handles the management API's requests, which API Gateway passes on. */
export function manageHandler(ports: ManagePorts & { log: Log }): HttpHandler {
  const api = httpApi<{ event: HttpEvent }>(ports, {
    tokenOf: (_, { event }) => tokenOf(event),
    requestIdOf: ({ event }) => event.requestContext.requestId,
    addressOf: ({ event }) => event.requestContext.http.sourceIp,
  })
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- Hono 5 moves it to @hono/aws-lambda
  const answer = handle(api) as HttpHandler // Hono has types of its own for the same JSON
  return (event) => answer(normalized(event))
}

/**
 * The event as `Request` accepts it. No operation depends on the host, and an emulator's
 * (`id.execute-api.127.0.0.1`) is not a valid one in a URL. A GET may have a body, which means
 * nothing (RFC 9110, 9.3.1) and which `Request` refuses.
 */
function normalized(event: HttpEvent): HttpEvent {
  const { body, ...rest } = event
  const requestContext = { ...event.requestContext, domainName: 'localhost' }
  const { method } = requestContext.http
  const hasBody = body !== undefined && method !== 'GET' && method !== 'HEAD'
  return { ...rest, requestContext, ...(hasBody && { body }) }
}

/** The authorizer has verified the token, or said why it is invalid. */
function tokenOf({ requestContext }: HttpEvent): BearerToken {
  if (!('authorizer' in requestContext)) return { reason: 'missing' }
  return JSON.parse(requestContext.authorizer.lambda.token) as BearerToken
}
