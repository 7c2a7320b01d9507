import type { JsonText } from '../values/json-text.ts'
import { type Combination, combinationsOf, type Field } from './combinations.ts'
import { type FieldGroup, fulfils, groupOf } from './field-group.ts'
import { type Parsed, then, wrong } from './parsed.ts'

/**
 * A pattern in EventBridge's grammar, compiled. Source of its semantics: event-ruler 2.1, AWS's
 * library. The differences are in docs/filters.md.
 */
export type EventPattern = {
  matches: (event: unknown) => boolean
  /** Why an event does not match; undefined if it does. */
  mismatch: (event: unknown) => Mismatch | undefined
}

/** The paths that must match, and do not: each by itself, or only not in one element of an array. */
type Mismatch = { reason: string; fields: string[] }

/** As in EventBridge's API. */
const maxPatternCharacters = 4096

/** Compiles the text of a pattern, or says where it is wrong: paths such as `status.0.prefix`. */
export function compilePattern(text: JsonText): Parsed<EventPattern> {
  if (text.length > maxPatternCharacters) {
    return wrong(`must have at most ${maxPatternCharacters} characters of JSON, not ${text.length}`)
  }
  return then(combinationsOf(JSON.parse(text)), (combinations) => {
    const fields = new Map(combinations.flat().map((field) => [field, groupOf([field])]))
    const groups = combinations.map(groupOf)
    const [first, ...others] = groups
    const matches = (event: unknown) => {
      if (first !== undefined && others.length === 0) return fulfils(event, first)
      const isFulfilled = fulfilledIn(event, fields)
      return groups.some((group) => {
        const mayMatch = group.all.every((field) => field.is === 'absent' || isFulfilled(field))
        return mayMatch && fulfils(event, group)
      })
    }
    const mismatch = (event: unknown) =>
      matches(event) ? undefined : mismatchOf(combinations, fulfilledIn(event, fields))
    return { value: { matches, mismatch } }
  })
}

/**
 * Whether an event fulfils a field by itself, found once for all combinations: most of them fail by
 * one field.
 */
function fulfilledIn(event: unknown, fields: ReadonlyMap<Field, FieldGroup>) {
  const known = new Map<Field, boolean>()
  return (field: Field): boolean => {
    const group = fields.get(field)
    const is = known.get(field) ?? (group !== undefined && fulfils(event, group))
    known.set(field, is)
    return is
  }
}

/** Of several combinations, the one that comes closest is explained. */
function mismatchOf(
  combinations: readonly Combination[],
  isFulfilled: (field: Field) => boolean,
): Mismatch {
  const [closest = []] = combinations
    .map((combination) => combination.filter((field) => !isFulfilled(field)))
    .sort((one, other) => one.length - other.length)
  if (closest.length > 0) {
    const fields = closest.map(({ path }) => path.join('.'))
    return { reason: `does not match at ${fields.join(', ')}`, fields }
  }
  const fields = [...new Set(combinations.flat().map(({ path }) => path.join('.')))]
  return { reason: 'has no array element that matches all fields', fields }
}
