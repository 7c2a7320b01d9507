import * as z from 'zod'

import { type Action, catalogue, eventType, type ResourceType } from '../events/catalogue.ts'
import { sampleOf } from '../events/samples.ts'
import { Notification } from './event-schemas.ts'
import { memberSchemas, refTo } from './schemas.ts'

/** The headers of Standard Webhooks; the components are named after them. */
const headers = {
  'webhook-id': {
    description: 'The id of the delivery, the same for each of its attempts',
    schema: z.string(),
    example: '04e43802f0b32d33a1cc6ad8dbacc114',
  },
  'webhook-timestamp': {
    description: 'When the attempt began, in epoch seconds',
    schema: z.string().regex(/^[0-9]+$/),
    example: '1700000000',
  },
  'webhook-signature': {
    description:
      'A signature for each valid secret, separated by spaces: `v1,` and the base64 of the HMAC-SHA256 of id, timestamp and body',
    schema: z.string(),
    example: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
} as const

/** The parameters that `webhooks` refers to. */
export function receiverParameters(): Record<string, object> {
  const entries = Object.entries(headers).map(([name, { schema: given, ...header }]) => {
    const { schema } = memberSchemas({ schema: given })
    return [name, { name, in: 'header', required: true, ...header, schema }]
  })
  return Object.fromEntries(entries) as Record<string, object>
}

/** What receivers get, by event type: the `webhooks` of OpenAPI 3.1. */
export function receiverRequests(): Record<string, object> {
  const requests = catalogue.flatMap(({ type, actions }) =>
    actions.map((action: Action) => [eventType(type, action), { post: requestOf(type, action) }]),
  )
  return Object.fromEntries(requests) as Record<string, object>
}

function requestOf(type: ResourceType, action: Action): object {
  return {
    summary: `The request to a receiver for ${eventType(type, action)}`,
    security: [],
    parameters: Object.keys(headers).map((name) => ({ $ref: `#/components/parameters/${name}` })),
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: refTo(Notification),
          examples: { sample: { value: exampleOf(type, action) } },
        },
      },
    },
    responses: {
      '2XX': { description: 'The delivery is successful' },
      '410': { description: 'The webhook is disabled' },
      default: { description: 'The attempt failed; 429 and 503 may have `Retry-After`' },
    },
  }
}

function exampleOf(type: ResourceType, action: Action) {
  const { uuid, url, content } = sampleOf(type)
  const resource = action === 'REMOVED' ? { type, uuid } : { type, uuid, url, content }
  return {
    uuid: '8e03978e-40d5-43dd-bc93-6894a57f9324',
    timestamp: 1_700_000_000_000,
    resource,
    resourceAction: action,
  }
}
