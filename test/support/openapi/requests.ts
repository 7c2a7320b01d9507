import fc, { type Arbitrary } from 'fast-check'

import { operations, schemaAt } from '../openapi-document.ts'
import { arbitraryOf } from './arbitrary-of.ts'
import type { Schema } from './flat-schema.ts'

export type Operation = (typeof operations)[number]

/** What is sent besides the path. */
export type MadeRequest = {
  query: Record<string, string>
  headers: Record<string, string>
  body?: unknown
}

/** Makes requests that the document allows. */
export function requestsOf(operation: Operation): Arbitrary<MadeRequest> {
  const parts = fc.tuple(parametersIn('query', operation), parametersIn('header', operation))
  const schema = bodySchemaOf(operation)
  if (schema === undefined) return parts.map(([query, headers]) => ({ query, headers }))
  const body = arbitraryOf(schema, schemaAt)
  const sent = operation.requestBody?.required === true ? body : fc.option(body, { nil: undefined })
  return fc.tuple(parts, sent).map(([[query, headers], made]) => ({ query, headers, body: made }))
}

/** The schema of the body; undefined if there is none. */
export function bodySchemaOf({ requestBody }: Operation): { $ref: string } | undefined {
  return requestBody?.content['application/json']?.schema
}

function parametersIn(place: 'query' | 'header', { parameters }: Operation) {
  const known = parameters.filter((one) => one.in === place)
  const arbitraries = known.map(({ name, schema }) => [name, valueOf(name, schema)] as const)
  const requiredKeys = known.filter(({ required }) => required).map(({ name }) => name)
  return fc.record(Object.fromEntries(arbitraries), { requiredKeys, noNullPrototype: true })
}

/** `*` is the only tag that every version has. */
function valueOf(name: string, schema: Schema): Arbitrary<string> {
  const texts = arbitraryOf(schema, schemaAt).map(String)
  if (name === 'traceparent') return fc.constantFrom('x', '00-0-0-0')
  if (name !== 'If-Match') return texts
  const any = { arbitrary: fc.constant('*'), weight: 4 }
  return fc.oneof(any, { arbitrary: texts, weight: 1 })
}
