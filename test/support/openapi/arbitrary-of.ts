import fc, { type Arbitrary } from 'fast-check'
import * as z from 'zod'

import { fieldsOf, flatSchemas, type Resolve, type Schema } from './flat-schema.ts'

/**
 * Makes values that have a schema of the document, up to those at its limits. It knows the keywords that
 * the document has; `not` is only tried.
 */
export function arbitraryOf(schema: Schema, resolve: Resolve): Arbitrary<unknown> {
  const options = flatSchemas(schema, resolve)
  if (options.length === 0) throw new Error('Cannot make a value: no value has the schema')
  const made = new Map<Schema, Arbitrary<unknown>>()
  // An arbitrary takes milliseconds to make, and most are not used.
  return fc.constantFrom(...options).chain((option) => {
    const arbitrary = made.get(option) ?? flatArbitrary(option, resolve)
    made.set(option, arbitrary)
    return arbitrary
  })
}

const Limits = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  minLength: z.int().default(0),
  maxLength: z.int().default(300),
  minItems: z.int().default(0),
  maxItems: z.int().default(8),
  maxProperties: z.int().default(5),
  minProperties: z.int().default(0),
  minimum: z.number().default(-1e9),
  maximum: z.number().default(1e9),
  pattern: z.string().optional(),
  format: z.string().optional(),
  items: z.looseObject({}).default({}),
  propertyNames: z.looseObject({}).optional(),
  additionalProperties: z.union([z.boolean(), z.looseObject({})]).default(true),
  not: z.object({ anyOf: z.array(z.object({ pattern: z.string() })) }).optional(),
})
type Limits = z.infer<typeof Limits>

function flatArbitrary(schema: Schema, resolve: Resolve): Arbitrary<unknown> {
  const limits = Limits.parse(schema)
  if ('const' in schema) return fc.constant(schema['const'])
  if (limits.enum !== undefined) return fc.constantFrom(...limits.enum)
  const types = [limits.type ?? []].flat()
  if (types.length === 0) return fc.jsonValue({ maxDepth: 3 })
  return fc.oneof(...types.map((type) => arbitraryOfType(type, schema, resolve)))
}

function arbitraryOfType(type: string, schema: Schema, resolve: Resolve): Arbitrary<unknown> {
  const limits = Limits.parse(schema)
  const { minimum: min, maximum: max } = limits
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min, max })
    case 'number':
      return fc.double({ min, max, noNaN: true })
    case 'string':
      return arbitraryText(limits)
    case 'array':
      return arrays(limits, arbitraryOf(limits.items, resolve))
    case 'object':
      return arbitraryObject(limits, schema, resolve)
    default:
      throw new Error(`Cannot make a value: its type is ${type}`)
  }
}

function arrays({ minItems, maxItems }: Limits, item: Arbitrary<unknown>) {
  const full = fc.array(item, { minLength: maxItems, maxLength: maxItems })
  const usual = fc.array(item, { minLength: minItems, maxLength: Math.min(maxItems, 5) })
  return fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: full, weight: 1 })
}

function arbitraryText({ minLength, maxLength, format, pattern, not }: Limits): Arbitrary<string> {
  const matches = new RegExp(pattern ?? '', 'u')
  const refused = not?.anyOf.map((one) => new RegExp(one.pattern, 'u')) ?? []
  const isIn = (text: string) =>
    Array.from(text).length >= minLength &&
    Array.from(text).length <= maxLength &&
    matches.test(text) &&
    !refused.some((one) => one.test(text))
  const usual = formats[format ?? '']?.() ?? textsOf(pattern, { minLength, maxLength })
  const longest = format ? [] : ['a'.repeat(maxLength), 'é'.repeat(maxLength)].filter(isIn)
  const texts = usual.filter(isIn)
  if (longest.length === 0) return texts
  return fc.oneof(
    { arbitrary: texts, weight: 9 },
    { arbitrary: fc.constantFrom(...longest), weight: 1 },
  )
}

function textsOf(pattern: string | undefined, limits: { minLength: number; maxLength: number }) {
  if (pattern === undefined) return fc.string({ ...limits, unit: 'grapheme' })
  return fc.stringMatching(new RegExp(pattern, 'u'))
}

const formats: Readonly<Record<string, () => Arbitrary<string>>> = {
  uuid: () => fc.uuid(),
  email: () => fc.emailAddress(),
  'date-time': () =>
    fc
      .tuple(
        fc.date({ min: new Date('1970-01-02'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.constantFrom('Z', '+05:30', '-11:00'),
        fc.constantFrom('', '.5', '.123456789'),
      )
      .map(([date, zone, fraction]) => `${date.toISOString().slice(0, 19)}${fraction}${zone}`),
}

function arbitraryObject(limits: Limits, schema: Schema, resolve: Resolve): Arbitrary<object> {
  const { required, additionalProperties, propertyNames, minProperties, maxProperties } = limits
  const fields = Object.entries(fieldsOf(schema)).flatMap(([name, field]) =>
    field === false || !isPossible(field, resolve)
      ? []
      : [[name, arbitraryOf(field === true ? {} : field, resolve)] as const],
  )
  const known = fc.record(Object.fromEntries(fields), {
    requiredKeys: [...new Set(required)],
    noNullPrototype: true,
  })
  if (additionalProperties === false) {
    return known.filter((value) => Object.keys(value).length >= minProperties)
  }
  const name = propertyNames
    ? arbitraryOf({ type: 'string', ...propertyNames }, resolve).map(String)
    : fc.constantFrom('x-1', 'x-2')
  const more = additionalProperties === true ? {} : additionalProperties
  const others = fc.dictionary(name, arbitraryOf(more, resolve), {
    maxKeys: Math.min(maxProperties, 10),
    noNullPrototype: true,
  })
  return fc.tuple(others, known).map(([added, own]) => ({ ...added, ...own }))
}

function isPossible(field: Schema | true, resolve: Resolve): boolean {
  return field === true || flatSchemas(field, resolve).length > 0
}
