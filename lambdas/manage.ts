import middy from '@middy/core'
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyEventV2WithJWTAuthorizer,
  APIGatewayProxyStructuredResultV2,
} from 'aws-lambda'

import { type ApiResponse, invalidField, problem, textOf } from '../core/api/operation.ts'
import { manage, type ManagePorts, type RawRequest } from '../core/manage/manage.ts'
import type { Log } from '../core/ports.ts'

/** An HTTP API event (payload 2.0); an open route has no authorizer. */
export type HttpEvent = APIGatewayProxyEventV2 | APIGatewayProxyEventV2WithJWTAuthorizer

/**
 * Answers the management API's requests. What we got wrong is a 500 that tells the caller nothing
 * more.
 */
export function manageHandler(ports: ManagePorts & { log: Log }) {
  return middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
    .onError((request) => {
      const { requestId } = request.event.requestContext
      ports.log({ level: 'ERROR', message: String(request.error), requestId })
      const detail = `Internal error: the request id is ${requestId}`
      request.response = toResult(problem(500, detail))
    })
    .handler(async (event) => {
      const body = bodyOf(event)
      if (body.kind === 'unreadable')
        return toResult(problem(400, 'Cannot read the body: it is not UTF-8'))
      const twice = repeatedIn(event.rawQueryString)
      if (twice !== undefined) return toResult(invalidField('query', twice, 'must be given once'))
      return toResult(await manage({ ...toRequest(event), body: body.text }, ports))
    })
}

function toRequest(event: HttpEvent): Omit<RawRequest, 'body'> {
  const { requestContext, rawPath, rawQueryString, headers } = event
  return {
    method: requestContext.http.method,
    path: rawPath,
    query: Object.fromEntries(new URLSearchParams(rawQueryString)),
    headers,
    claims: 'authorizer' in requestContext ? requestContext.authorizer.jwt.claims : undefined,
  }
}

/** A name that the query gives twice: nobody could tell which one is meant. */
function repeatedIn(query: string): string | undefined {
  const names = [...new URLSearchParams(query).keys()]
  return names.find((name, index) => names.indexOf(name) !== index)
}

type Body = { kind: 'text'; text: string | undefined } | { kind: 'unreadable' }

/** HTTP APIs hand over in base64 what is not plainly text. */
function bodyOf({ body, isBase64Encoded }: HttpEvent): Body {
  if (body === undefined || !isBase64Encoded) return { kind: 'text', text: body }
  try {
    const bytes = Buffer.from(body, 'base64')
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { kind: 'unreadable' }
  }
}

function toResult(answer: ApiResponse): APIGatewayProxyStructuredResultV2 {
  const { status, headers } = answer
  const json = textOf(answer)
  return {
    statusCode: status,
    headers: {
      ...(json !== undefined && { 'content-type': 'application/json' }),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    ...(json !== undefined && { body: json }),
  }
}
