import * as examples from './examples.ts'
import * as mailExamples from './mail-examples.ts'
import * as integrationExamples from './integration-examples.ts'
import { requestHeaders, type RequestHeaderName } from './headers.ts'
import type { OperationDocs } from './operation.ts'
import { memberSchemas } from './schemas.ts'
import { idPattern } from './text-patterns.ts'
import type { RouteFacts } from './default-responses.ts'
import { defaultRequestHeaders } from './default-headers.ts'

/** Path parameters, by the path segment before them. */
const byPlace: Readonly<Record<string, { description: string; example: string }>> = {
  webhooks: { description: 'The id of the webhook', example: examples.webhook.id },
  deliveries: { description: 'The id of the delivery', example: examples.delivery.id },
  recoveries: { description: 'The id of the recovery', example: examples.recovery.id },
  events: { description: 'The uuid of the event', example: examples.delivered.event.uuid },
  products: { description: 'The id of the product', example: integrationExamples.product.id },
  'integration-events': {
    description: 'The token of the event',
    example: integrationExamples.integrationToken,
  },
  'api-keys': { description: 'The id of the API key', example: examples.apiKey.id },
  'portal-links': { description: 'The id of the portal link', example: examples.portalLink.id },
  mails: { description: 'The id of the mail', example: mailExamples.mail.id },
  'suppressed-addresses': {
    description: 'The id of the address, as the list has it',
    example: mailExamples.suppressed.id,
  },
  'webhook-keys': {
    description: 'The name of the marketplace',
    example: examples.marketplace.name,
  },
  '{marketplace}': { description: 'The id of the webhook', example: examples.webhook.id },
  marketplaces: {
    description: 'The name of the marketplace',
    example: examples.marketplace.name,
  },
}

/** The parameters of an operation: those of its path, its query and its headers. */
export function parametersOf(
  route: RouteFacts,
  { query = {}, headers = [] }: OperationDocs,
): object[] {
  const filters = Object.entries(memberSchemas(query)).map(
    ([name, { description, ...schema }]) => ({ name, in: 'query', description, schema }),
  )
  const names = [...headers, ...defaultRequestHeaders(route)]
  const named = names.map((name) => ({ $ref: `#/components/parameters/${name}` }))
  return [...pathParameters(route.path), ...filters, ...named]
}

/** An example of each parameter of a path, by its name. */
export function pathExamples(path: string): Record<string, string> {
  return Object.fromEntries(pathParameters(path).map(({ name, example }) => [name, example]))
}

function pathParameters(path: string) {
  const parts = path.split('/')
  return parts.flatMap((part, index) => {
    if (!part.startsWith('{')) return []
    const found = byPlace[parts[index - 1] ?? '']
    if (found === undefined) {
      throw new Error(`Cannot describe the API: ${part} of ${path} has no description`)
    }
    const schema = { type: 'string', pattern: idPattern }
    return [{ name: part.slice(1, -1), in: 'path', required: true, schema, ...found }]
  })
}

/** The request headers, by the names that operations refer to. */
export function parameterComponents(): Record<RequestHeaderName, object> {
  const entries = Object.entries(requestHeaders).map(([key, { schema: given, ...header }]) => {
    const { schema } = memberSchemas({ schema: given })
    return [key, { ...header, in: 'header', schema }]
  })
  return Object.fromEntries(entries) as Record<RequestHeaderName, object>
}
