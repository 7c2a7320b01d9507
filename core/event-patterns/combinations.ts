import { isObject } from '../values/is-object.ts'
import { type Comparison, comparisonIn } from './comparison.ts'
import { type Condition, type Parsed, then, together, wrong } from './parsed.ts'

/** What a pattern asks of one field: a value that meets the condition, or that it is absent. */
export type Field = { path: readonly string[]; is: Condition | 'absent' }

/** Fields that an event must fulfil together; an event matches a pattern with any of these. */
export type Combination = readonly Field[]

/**
 * Fewer than the 1000 of EventBridge. Each combination may visit every element of an array: this many
 * take half a second for an event of 200 KB that was made for it.
 */
const maxCombinations = 200

/**
 * The combinations of a pattern. `$or` with at least two objects is the operator. If it makes no
 * sense as one, it may be the name of a field.
 */
export function combinationsOf(pattern: unknown): Parsed<readonly Combination[]> {
  const parsed = fieldsIn(pattern, { path: [], or: 'operator' })
  const asName = 'errors' in parsed ? fieldsIn(pattern, { path: [], or: 'name' }) : parsed
  return 'errors' in asName ? parsed : asName
}

type Place = { path: readonly string[]; or: 'operator' | 'name' | 'inside' }

function fieldsIn(json: unknown, place: Place): Parsed<readonly Combination[]> {
  if (!isObject(json)) return wrong('must be an object')
  const members = Object.entries(json)
  if (members.length === 0) return wrong('must not be empty')
  const parts = members.map(([name, value]) => [name, memberIn(name, value, place)] as const)
  return then(together(parts), product)
}

function memberIn(name: string, value: unknown, place: Place): Parsed<readonly Combination[]> {
  if (name === '$or' && place.or !== 'name') return branches(value, place)
  if (place.or === 'inside' && reserved.has(name)) return wrong('is an operator, not a field')
  const path = [...place.path, name]
  if (isObject(value)) return fieldsIn(value, { ...place, path })
  if (!Array.isArray(value)) return wrong('must be a list of values, or an object')
  if (value.length === 0) return wrong('must not be empty')
  const items = value.map(
    (item: unknown, position) => [String(position), comparisonIn(item)] as const,
  )
  return then(together(items), (comparisons) => ({ value: alternatives(path, comparisons) }))
}

/** A value may meet any of the conditions. That the field is absent is another combination. */
function alternatives(path: readonly string[], comparisons: readonly Comparison[]): Combination[] {
  const conditions = comparisons.filter((one) => one !== 'absent')
  const is: Condition = (value) => conditions.some((meets) => meets(value))
  return [
    ...(conditions.length > 0 ? [[{ path, is }]] : []),
    ...(comparisons.includes('absent') ? [[{ path, is: 'absent' as const }]] : []),
  ]
}

function branches(value: unknown, place: Place): Parsed<readonly Combination[]> {
  if (!Array.isArray(value) || value.length < 2)
    return wrong('must be a list of at least 2 objects')
  const inside = { ...place, or: 'inside' as const }
  const parts = value.map((one: unknown, at) => [String(at), fieldsIn(one, inside)] as const)
  return then(together(parts), (all) => ({ value: all.flat() }))
}

/** Every way to take one combination from each part. */
function product(parts: readonly (readonly Combination[])[]): Parsed<readonly Combination[]> {
  const count = parts.reduce((total, { length }) => total * length, 1)
  if (count > maxCombinations) {
    return wrong(`must have at most ${maxCombinations} combinations of $or, not ${count}`)
  }
  const all = parts.reduce<readonly Combination[]>(
    (before, part) => before.flatMap((one) => part.map((other) => [...one, ...other])),
    [[]],
  )
  const twice = all.flatMap(repeated)[0]
  if (twice === undefined) return { value: all }
  return wrong(`names ${twice} twice: outside $or and inside it`)
}

function repeated(combination: Combination): string[] {
  const names = combination.map(({ path }) => path.join('.'))
  return names.filter((name, position) => names.indexOf(name) !== position)
}

/** Names that no field inside `$or` may have: the operators, and those reserved for later ones. */
const reserved: ReadonlySet<string> = new Set([
  ...['exactly', 'equals-ignore-case', 'prefix', 'suffix', 'anything-but', 'exists', 'wildcard'],
  ...['numeric', 'cidr', '=', '<', '<=', '>', '>=', 'regex', 'not-wildcard'],
  ...['not-equals-ignore-case', 'date-after', 'date-on-or-after', 'date-before'],
  ...['date-on-or-before', 'in-date-range', 'ip-address-in-range', 'ip-address-not-in-range'],
])
