import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

import { answerVendor, type VendorPorts } from '../../core/integration/vendors/door.ts'
import { problem } from '../../core/api/problem.ts'
import type { Log } from '../../core/ports.ts'
import { withDefaultHeaders } from '../../adapters/http-api/response.ts'

type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>

/** Handles the requests of vendors, which API Gateway passes on without an authorizer. */
export function vendorsHandler(ports: VendorPorts & { log: Log }): Handler {
  return async (event) => {
    const { requestContext, rawPath, rawQueryString, headers } = event
    const { method, sourceIp } = requestContext.http
    const request = {
      method,
      path: rawPath,
      query: rawQueryString === '' ? '' : `?${rawQueryString}`,
      headers,
      text: bodyOf(event),
      address: sourceIp,
    }
    const response = await answerVendor(request, ports).catch((error: unknown) => {
      const { requestId } = requestContext
      ports.log({ level: 'ERROR', message: String(error), requestId })
      return problem(500, `Internal error: the request id is ${requestId}`)
    })
    const { status, headers: given, text } = withDefaultHeaders(response)
    return {
      statusCode: status,
      headers: given,
      ...(text !== undefined && method !== 'HEAD' && { body: text }),
    }
  }
}

function bodyOf({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): string {
  return isBase64Encoded ? Buffer.from(body, 'base64').toString() : body
}
