import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod'

import {
  type CanaryPorts,
  type CanaryRequest,
  receiveCanary,
  sendCanary,
} from '../core/canary/canary.ts'

/** What the schedule sends: where the canary's receiver is. */
const Scheduled = z.object({ url: z.url() })

type CanaryEvent = z.infer<typeof Scheduled> | APIGatewayProxyEventV2

/** Sends a canary when the schedule asks for one, and receives it from the router's deliveries. */
export function canaryHandler(ports: CanaryPorts) {
  return async (event: CanaryEvent): Promise<{ statusCode: number } | undefined> => {
    if ('requestContext' in event) {
      const isOurs = await receiveCanary(requestOf(event), ports)
      return { statusCode: isOurs ? 204 : 401 }
    }
    await sendCanary(Scheduled.parse(event).url, ports)
    return undefined
  }
}

function requestOf({ headers, body = '', isBase64Encoded }: APIGatewayProxyEventV2): CanaryRequest {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  return { headers: Object.fromEntries(named) as CanaryRequest['headers'], body: text }
}
