import { isObject } from '../values/is-object.ts'
import type { ResourceType } from './catalogue.ts'
import { sampleOf } from './samples.ts'

type JsonSchema = Readonly<Record<string, unknown>>

/**
 * The JSON Schema of a resource's content, as its sample shows it. The content is the marketplace's: it may
 * have more fields, lack some, and any may be null.
 */
export function contentSchema(type: ResourceType): JsonSchema {
  return { ...schemaOf(sampleOf(type).content), type: 'object' }
}

function schemaOf(value: unknown): JsonSchema {
  if (value === null) return {}
  if (Array.isArray(value)) return { type: ['array', 'null'], items: schemaOf(value[0]) }
  if (!isObject(value)) return { type: [typeof value, 'null'] }
  const properties = Object.entries(value).map(([name, field]) => [name, schemaOf(field)] as const)
  return { type: ['object', 'null'], properties: Object.fromEntries(properties) }
}
