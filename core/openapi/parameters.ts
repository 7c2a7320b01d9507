import { requestHeaders, type RequestHeaderName } from './headers.ts'
import type { OperationDocs } from './operation.ts'
import { memberSchemas } from './schemas.ts'
import type { RouteFacts } from './default-responses.ts'
import { defaultRequestHeaders } from './default-headers.ts'

/** Descriptions of path parameters, by the path segment before them. */
const descriptions: Readonly<Record<string, string>> = {
  webhooks: 'The id of the webhook',
  deliveries: 'The id of the delivery',
  recoveries: 'The id of the recovery',
  events: 'The uuid of the event',
  'api-keys': 'The id of the API key',
  marketplaces: 'The name of the marketplace',
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

function pathParameters(path: string): object[] {
  const parts = path.split('/')
  return parts.flatMap((part, index) => {
    if (!part.startsWith('{')) return []
    const description = descriptions[parts[index - 1] ?? '']
    if (description === undefined) {
      throw new Error(`Cannot describe the API: ${part} of ${path} has no description`)
    }
    const schema = { type: 'string' }
    return [{ name: part.slice(1, -1), in: 'path', required: true, description, schema }]
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
