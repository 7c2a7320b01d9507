import * as z from 'zod'

/** What JSON Schema may say of a schema beyond what zod says. */
type Meta = Readonly<Record<string, unknown>>

const requests = new Set<string>()

/** Gives a schema of an answer its name in the document. */
export function named<Schema extends z.ZodType>(id: string, schema: Schema, meta: Meta = {}) {
  z.globalRegistry.add(schema, { id, ...meta })
  return schema
}

/** Gives a schema of what callers send its name: it is documented as it is written, before transforms. */
export function namedInput<Schema extends z.ZodType>(id: string, schema: Schema, meta: Meta = {}) {
  requests.add(id)
  return named(id, schema, meta)
}

/** Says in words what members are, where they are described by the schema that validates them. */
export function describe<Shape extends Readonly<Record<string, z.ZodType>>>(
  shape: Shape,
  descriptions: { readonly [Name in keyof Shape]?: string },
) {
  for (const [name, description] of Object.entries(descriptions)) {
    const schema = shape[name]
    if (schema !== undefined) annotate(schema, { description })
  }
}

/** Adds to what the document says of a schema that has no name. */
export function annotate(schema: z.ZodType, meta: Meta) {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), ...meta })
}

/** Whether the schema with that name is of what callers send. */
export function isInput(id: string): boolean {
  return requests.has(id)
}
