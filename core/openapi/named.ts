import * as z from 'zod'

/** JSON Schema keywords that zod does not generate. */
type Meta = Readonly<Record<string, unknown>>

const requests = new Set<string>()

/** Names a schema of responses in the document. */
export function named<Schema extends z.ZodType>(id: string, schema: Schema, meta: Meta = {}) {
  z.globalRegistry.add(schema, { id, ...meta })
  return schema
}

/** Names a schema of requests: it is documented in its input form, before transforms. */
export function namedInput<Schema extends z.ZodType>(id: string, schema: Schema, meta: Meta = {}) {
  requests.add(id)
  return named(id, schema, meta)
}

/** Describes the fields of a schema outside the module that validates with it. */
export function describe<Shape extends Readonly<Record<string, z.ZodType>>>(
  shape: Shape,
  descriptions: { readonly [Name in keyof Shape]?: string },
) {
  for (const [name, description] of Object.entries(descriptions)) {
    const schema = shape[name]
    if (schema !== undefined) annotate(schema, { description })
  }
}

/** Adds keywords to a schema without a name. */
export function annotate(schema: z.ZodType, meta: Meta) {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), ...meta })
}

/** Whether the schema with this name is one of requests. */
export function isInput(id: string): boolean {
  return requests.has(id)
}
