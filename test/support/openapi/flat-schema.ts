import * as z from 'zod'

export type Schema = Readonly<Record<string, unknown>>

/** Finds the schema that a `$ref` names. */
export type Resolve = ($ref: string) => Schema

const Schemas = z.array(z.looseObject({}))
const Fields = z.record(z.string(), z.union([z.looseObject({}), z.boolean()]))
const Names = z.array(z.string())
const Values = z.array(z.unknown())

/**
 * The schemas without `$ref`, `allOf`, `anyOf` and `oneOf` that a value may have: one that has any of
 * them has the schema. Those that no value can have are left out.
 */
export function flatSchemas(
  { $ref, allOf, anyOf, oneOf, ...own }: Schema,
  resolve: Resolve,
): Schema[] {
  let found: Schema[] = [own]
  const groups: Schema[][] = [
    ...(typeof $ref === 'string' ? [[resolve($ref)]] : []),
    ...Schemas.parse(allOf ?? []).map((one) => [one]),
    ...[anyOf, oneOf].filter((list) => list !== undefined).map((list) => Schemas.parse(list)),
  ]
  for (const group of groups) {
    const options = group.flatMap((one): Schema[] => flatSchemas(one, resolve))
    found = found
      .flatMap((one) => options.map((other) => both(one, other)))
      .filter((merged) => merged !== undefined)
  }
  return found
}

/** The fields of an object schema; `false` is one that it must not have. */
export function fieldsOf({ properties = {} }: Schema): Record<string, Schema | boolean> {
  return Fields.parse(properties)
}

/** The schema of the values that have both; undefined if there are none. */
function both(one: Schema, other: Schema): Schema | undefined {
  const merged: Record<string, unknown> = { ...one }
  for (const [keyword, value] of Object.entries(other)) {
    const known = merged[keyword]
    const shared = known === undefined ? value : combined(keyword, known, value)
    if (shared === undefined) return undefined
    merged[keyword] = shared
  }
  return isPossible(merged) ? merged : undefined
}

/** The value of a keyword that has both; undefined if there is none. */
function combined(keyword: string, one: unknown, other: unknown): unknown {
  switch (keyword) {
    case 'properties':
      return bothFields(Fields.parse(one), Fields.parse(other))
    case 'required':
      return [...Names.parse(one), ...Names.parse(other)]
    case 'type':
    case 'enum':
      return common(listOf(one), listOf(other))
    case 'items':
      return { allOf: [one, other] }
    case 'title':
    case 'description':
      return one
    default:
      if (JSON.stringify(one) === JSON.stringify(other)) return one
      throw new Error(`Cannot combine two schemas: both have ${keyword}`)
  }
}

function bothFields(
  one: Record<string, Schema | boolean>,
  other: Record<string, Schema | boolean>,
): Record<string, Schema | boolean> {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return Object.fromEntries(
    names.map((name): [string, Schema | boolean] => {
      const [left = true, right = true] = [one[name], other[name]]
      if (left === false || right === false) return [name, false]
      return [name, { allOf: [left, right].filter((schema) => schema !== true) }]
    }),
  )
}

/** A type may be one or a list. */
function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? Values.parse(value) : [value]
}

function common(one: readonly unknown[], other: readonly unknown[]): unknown {
  const shared = one.filter((value) => other.includes(value))
  return shared.length === 0 ? undefined : shared
}

function isPossible({ enum: values, const: only, required = [], ...schema }: Schema): boolean {
  const isKnown = only === undefined || values === undefined || Values.parse(values).includes(only)
  const fields = fieldsOf(schema)
  return isKnown && Names.parse(required).every((name) => fields[name] !== false)
}
