import * as z from 'zod'

import {
  type Action,
  catalogue,
  eventType,
  type ResourceType,
  resourceTypes,
} from '../events/catalogue.ts'
import { contentSchema } from '../events/content-schema.ts'
import { notificationOf } from '../events/event.ts'
import { occasions } from '../events/occasions.ts'
import { sampleEvent } from '../events/sample-event.ts'
import { Notification } from './event-schemas.ts'
import { memberSchemas, schemaRef } from './schemas.ts'

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

/** The content of each resource: the schemas that those of the requests refer to. */
export function contentSchemas(): Record<string, object> {
  return Object.fromEntries(
    resourceTypes.map((type) => [
      contentName(type),
      { ...contentSchema(type), description: contentDescription },
    ]),
  )
}

const contentDescription =
  'The content of a resource, verbatim from the marketplace: there may be more fields, and fewer'

/** `APP_ASSIGNMENT` → `AppAssignmentContent`. */
function contentName(type: ResourceType): string {
  const words = type.split('_').map((word) => `${word.slice(0, 1)}${word.slice(1).toLowerCase()}`)
  return `${words.join('')}Content`
}

function requestOf(type: ResourceType, action: Action): object {
  const when: Partial<Record<Action, string>> = occasions[type]
  return {
    summary: `The request to a receiver for ${eventType(type, action)}`,
    description: when[action],
    security: [],
    parameters: Object.keys(headers).map((name) => ({ $ref: `#/components/parameters/${name}` })),
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: schemaOf(type, action),
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

/** The full payload. A removed resource has neither url nor content. */
function schemaOf(type: ResourceType, action: Action): object {
  const { uuid, timestamp } = memberSchemas(Notification.shape)
  const resource = memberSchemas(Notification.shape.resource.shape)
  const always = { type: { const: type }, uuid: resource['uuid'] }
  const content = schemaRef(contentName(type))
  return object(
    {
      uuid,
      timestamp,
      resource: object(
        action === 'REMOVED' ? always : { ...always, url: resource['url'], content },
        ['type', 'uuid'],
      ),
      resourceAction: { const: action },
    },
    ['uuid', 'timestamp', 'resource', 'resourceAction'],
  )
}

function object(properties: object, required: string[]): object {
  return { type: 'object', properties, required, additionalProperties: false }
}

const exampleId = '8e03978e-40d5-43dd-bc93-6894a57f9324'

function exampleOf(type: ResourceType, action: Action): unknown {
  const event = { ...sampleEvent('acme', type, action), uuid: exampleId }
  return JSON.parse(notificationOf(event))
}
