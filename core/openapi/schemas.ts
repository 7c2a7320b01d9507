import * as z from 'zod'

import { isInput } from './named.ts'

type JsonSchema = Record<string, unknown>

const schemasPath = '#/components/schemas/'

const options = {
  target: 'draft-2020-12',
  uri: (id: string) => `${schemasPath}${id}`,
  // The results of transforms are internal.
  unrepresentable: 'any',
  override: ({ jsonSchema }: { jsonSchema: JsonSchema }) => {
    tidy(jsonSchema)
  },
} as const

/**
 * Every named schema, by name: schemas of requests in their input form, of responses in their
 * output form.
 */
export function componentSchemas(): Record<string, JsonSchema> {
  const inputs = z.toJSONSchema(z.globalRegistry, { ...options, io: 'input' }).schemas
  const outputs = z.toJSONSchema(z.globalRegistry, { ...options, io: 'output' }).schemas
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
  return { $ref: `${schemasPath}${id}` }
}

/**
 * The JSON schema of each field of a shape: its output form, or its input form if the output is a
 * transform's.
 */
export function memberSchemas(shape: Readonly<Record<string, z.ZodType>>) {
  const [output, input] = (['output', 'input'] as const).map((io) =>
    withComponentRefs(z.toJSONSchema(z.object(shape), { ...options, io }).properties ?? {}),
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

function isUnconstrained(schema: JsonSchema): boolean {
  return Object.keys(schema).every((name) => name === 'default' || name === 'description')
}

/** Removes patterns that repeat a format, and limits that are JavaScript's own. */
function tidy(schema: JsonSchema): void {
  if (schema['format'] !== undefined) delete schema['pattern']
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum']
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum']
}
