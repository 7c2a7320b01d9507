import type { FieldSchema } from '../api/event-types.ts'

/** A field of a payload, by its path: `resource.content.orderLines[].price`. */
type Field = { path: string; type: string; isRequired: boolean }

/** The fields of a schema, parents before children. */
export function fieldsOf(schema: FieldSchema, prefix = ''): Field[] {
  const { properties = {}, required = [] } = schema
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`
    const { items } = field
    const nested = items === undefined ? fieldsOf(field, `${path}.`) : fieldsOf(items, `${path}[].`)
    return [{ path, type: typeOf(field), isRequired: required.includes(name) }, ...nested]
  })
}

/** Empty for any JSON. */
function typeOf({ type = '', const: only }: FieldSchema): string {
  if (only !== undefined) return JSON.stringify(only)
  return [type].flat().join(' or ')
}
