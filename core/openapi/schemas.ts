import * as z from 'zod'

import { isObject } from '../values/is-object.ts'
import { plainText } from '../values/plain-text.ts'
import { someText } from '../values/trimmed-text.ts'
import { isInput } from './named.ts'
import {
  plainTextPattern,
  timestampPattern,
  trimmedPattern,
  webUrlPattern,
} from './text-patterns.ts'

type JsonSchema = Record<string, unknown>

const schemasPath = '#/components/schemas/'

function optionsFor(io: 'input' | 'output') {
  return {
    io,
    target: 'draft-2020-12',
    uri: (id: string) => `${schemasPath}${id}`,
    // The results of transforms are internal.
    unrepresentable: 'any',
    override: ({ jsonSchema }: { jsonSchema: JsonSchema }) => {
      tidy(jsonSchema, io)
    },
  } as const
}

/**
 * Every named schema, by name: schemas of requests in their input form, of responses in their
 * output form.
 */
export function componentSchemas(): Record<string, JsonSchema> {
  const inputs = z.toJSONSchema(z.globalRegistry, optionsFor('input')).schemas
  const outputs = z.toJSONSchema(z.globalRegistry, optionsFor('output')).schemas
  const ids = Object.keys(outputs).toSorted((one, other) => (one < other ? -1 : 1))
  return Object.fromEntries(
    ids.map((id) => {
      const { $schema, $id, id: _, ...schema } = { ...(isInput(id) ? inputs : outputs)[id] }
      return [id, schema]
    }),
  )
}

/** A reference to a named schema. */
export function refTo(schema: z.ZodType): { $ref: string } {
  const id = z.globalRegistry.get(schema)?.id
  if (id === undefined) throw new Error('Cannot describe the API: a schema has no name')
  return schemaRef(id)
}

/** A reference to the component with this name. */
export function schemaRef(name: string): { $ref: string } {
  return { $ref: `${schemasPath}${name}` }
}

/**
 * The JSON schema of each field of a shape: its output form, or its input form if the output is a
 * transform's.
 */
export function memberSchemas(shape: Readonly<Record<string, z.ZodType>>) {
  const [output, input] = (['output', 'input'] as const).map((io) =>
    withComponentRefs(z.toJSONSchema(z.object(shape), optionsFor(io)).properties ?? {}),
  )
  return Object.fromEntries(
    Object.keys(shape).map((name) => {
      const [read = {}, written = {}] = [output?.[name], input?.[name]]
      return [name, isUnconstrained(read) ? written : read]
    }),
  )
}

function withComponentRefs(properties: object) {
  const text = JSON.stringify(properties).replaceAll('#/$defs/', schemasPath)
  return JSON.parse(text) as Record<string, JsonSchema>
}

/** Also of a list of such values. */
function isUnconstrained(schema: Readonly<JsonSchema>): boolean {
  if (isObject(schema['items'])) return isUnconstrained(schema['items'])
  return Object.keys(schema).every((name) => name === 'default' || name === 'description')
}

/** Removes limits that are JavaScript's own, and says texts in patterns of every language. */
function tidy(schema: JsonSchema, io: 'input' | 'output'): void {
  const { format, pattern } = schema
  if (typeof pattern === 'string') schema['pattern'] = portable.get(pattern) ?? pattern
  if (typeof format === 'string') {
    const known = io === 'input' ? formats[format] : undefined
    delete schema['pattern']
    delete schema['allOf'] // repeats the format
    Object.assign(schema, known)
  }
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum']
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum']
}

/** The patterns of the document, by those with Unicode properties that validate. */
const portable: ReadonlyMap<string, string> = new Map([
  [plainText.source, plainTextPattern],
  [someText.source, trimmedPattern],
])

/**
 * What requests must have besides their format. Generators read the pattern of a URL better without the
 * format, most of whose values it excludes.
 */
const formats: Readonly<Record<string, JsonSchema>> = {
  'date-time': { pattern: timestampPattern },
  email: { pattern: z.regexes.email.source },
  uri: { format: undefined, pattern: webUrlPattern },
}
