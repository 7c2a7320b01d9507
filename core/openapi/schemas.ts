import * as z from 'zod'

import { isInput } from './named.ts'

type JsonSchema = Record<string, unknown>

const place = '#/components/schemas/'

const options = {
  target: 'draft-2020-12',
  uri: (id: string) => `${place}${id}`,
  // What a transform makes of an input is our business alone.
  unrepresentable: 'any',
  override: ({ jsonSchema }: { jsonSchema: JsonSchema }) => {
    tidy(jsonSchema)
  },
} as const

/** Every schema with a name, by its name: those of requests as they are written, of answers as they are read. */
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

/** The place of a schema in the document; it must have a name. */
export function refTo(schema: z.ZodType): { $ref: string } {
  const id = z.globalRegistry.get(schema)?.id
  if (id === undefined) throw new Error('Cannot describe the API: a schema has no name')
  return { $ref: `${place}${id}` }
}

/** What each member of a shape is: as it comes out of its transforms if they say, else as it is written. */
export function memberSchemas(shape: Readonly<Record<string, z.ZodType>>) {
  const [output, input] = (['output', 'input'] as const).map((io) =>
    inPlace(z.toJSONSchema(z.object(shape), { ...options, io }).properties ?? {}),
  )
  return Object.fromEntries(
    Object.keys(shape).map((name) => {
      const [read = {}, written = {}] = [output?.[name], input?.[name]]
      return [name, saysNothing(read) ? written : read]
    }),
  )
}

function inPlace(properties: object) {
  const text = JSON.stringify(properties).replaceAll('#/$defs/', place)
  return JSON.parse(text) as Record<string, JsonSchema>
}

function saysNothing(schema: JsonSchema): boolean {
  return Object.keys(schema).every((name) => name === 'default' || name === 'description')
}

/** Patterns that repeat what a format says, and limits that are JavaScript's own, tell nobody anything. */
function tidy(schema: JsonSchema): void {
  if (schema['format'] !== undefined) delete schema['pattern']
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum']
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum']
}
