import { type ResponseHeader, headers, type HeaderName } from './headers.ts'
import type { MediaDocs, ResponseDocs, OperationDocs } from './operation.ts'
import { Problem } from './problem.ts'
import { memberSchemas, refTo } from './schemas.ts'
import { type RouteFacts, sharedResponses } from './default-responses.ts'

/** Request bodies and responses as OpenAPI objects. */

export function requestBodyOf(
  body: NonNullable<OperationDocs['body']>,
  { mayBeEmpty = false }: RouteFacts,
): object {
  return { required: !mayBeEmpty, content: contentOf({ 'application/json': body }) }
}

/** A response; shared ones are references to components. */
export function responseOf(response: ResponseDocs | keyof typeof sharedResponses): object {
  if (typeof response === 'string') return { $ref: `#/components/responses/${response}` }
  const { description, schema, headers: names, examples } = response
  const mediaType = schema === Problem ? 'application/problem+json' : 'application/json'
  return {
    description,
    ...headersOf(names),
    ...(schema && {
      content: contentOf({ [mediaType]: { schema, ...(examples && { examples }) } }),
    }),
  }
}

/** Bodies by media type. */
export function contentOf(bodies: Readonly<Record<string, MediaDocs>>): Record<string, object> {
  const entries = Object.entries(bodies).map(([mediaType, { schema, examples }]) => {
    return [mediaType, { schema: refTo(schema), ...(examples && { examples: valuesOf(examples) }) }]
  })
  return Object.fromEntries(entries) as Record<string, object>
}

/** The headers of a response that has some. */
export function headersOf(names: readonly HeaderName[] | undefined): { headers?: object } {
  return names === undefined ? {} : { headers: Object.fromEntries(names.map(headerEntry)) }
}

function headerEntry(key: HeaderName) {
  const header = headers[key]
  const name = 'name' in header ? header.name : key
  return [name, { $ref: `#/components/headers/${key}` }] as const
}

export function headerComponents(): Record<string, object> {
  const entries = Object.entries<ResponseHeader>(headers).map(([key, header]) => {
    const { description, schema: given, example, required = true } = header
    const { schema } = memberSchemas({ schema: given })
    return [key, { description, required, schema, example }] as const
  })
  return Object.fromEntries(entries)
}

function valuesOf(examples: Readonly<Record<string, unknown>>): Record<string, object> {
  return Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }]))
}

export function responseComponents(): Record<string, object> {
  const entries = Object.entries<ResponseDocs>(sharedResponses)
  return Object.fromEntries(entries.map(([name, response]) => [name, responseOf(response)]))
}
