import { isObject } from '../values/is-object.ts'
import { isScalar } from './parsed.ts'
import type { Combination, Field } from './combinations.ts'

/**
 * Whether an event fulfils every field. Of an array, one element must fulfil them all; its elements
 * are visited once, so that time is proportional to the size of the event.
 */
export function fulfils(event: unknown, fields: FieldGroup): boolean {
  if (Array.isArray(event)) return arrayFulfils(event, fields)
  if (!isObject(event)) return isScalar(event) ? scalarFulfils(event, fields) : fields.isAbsent
  if (fields.here !== undefined && fields.here.is !== 'absent') return false
  return fields.members.every(([name, inner]) =>
    fulfils(Object.hasOwn(event, name) ? event[name] : undefined, inner),
  )
}

/** Fields of one place in an event, sorted by path: the field at the place, and those below it. */
export type FieldGroup = {
  all: Combination
  depth: number
  here: Field | undefined
  members: readonly (readonly [string, FieldGroup])[]
  /** All fields must be absent. */
  isAbsent: boolean
}

export function groupOf(combination: Combination): FieldGroup {
  const byName = combination.map((field) => [field.path.join('.'), field] as const)
  const sorted = byName.sort(([one], [other]) => (one < other ? -1 : 1))
  return groupAt(
    sorted.map(([, field]) => field),
    0,
  )
}

function groupAt(all: Combination, depth: number): FieldGroup {
  const here = all.find(({ path }) => path.length === depth)
  const names = new Set(all.flatMap(({ path }) => path.slice(depth, depth + 1)))
  const below = (name: string) => all.filter(({ path }) => path[depth] === name)
  return {
    all,
    depth,
    here,
    members: [...names].map((name) => [name, groupAt(below(name), depth + 1)] as const),
    isAbsent: all.every(({ is }) => is === 'absent'),
  }
}

function scalarFulfils(value: Parameters<typeof isScalar>[0], { here, members }: FieldGroup) {
  if (!members.every(([, inner]) => inner.isAbsent)) return false
  return here === undefined || (here.is !== 'absent' && isScalar(value) && here.is(value))
}

/**
 * Until a field has chosen an element, an absent one must be absent from all elements. From then on
 * the chosen one decides. A value that is itself an element of the array chooses none.
 */
function arrayFulfils(array: readonly unknown[], group: FieldGroup): boolean {
  const { all, depth } = group
  const chooser = all.findIndex(({ is }) => is !== 'absent')
  const leading = chooser === -1 ? all : all.slice(0, chooser)
  if (leading.some(({ path }) => hasValue(array, path, depth))) return false
  if (chooser === -1) return true

  const rest = chooser === 0 ? group : groupAt(all.slice(chooser), depth)
  return (
    valueFulfils(array, rest) ||
    array.some((element) => !isScalar(element) && fulfils(element, rest))
  )
}

/** Whether a value that is itself an element is the field of this place, and the others are fulfilled. */
function valueFulfils(array: readonly unknown[], { all, depth, here }: FieldGroup): boolean {
  const is = here?.is
  if (is === undefined || is === 'absent') return false
  if (!array.some((element) => isScalar(element) && is(element))) return false
  const others = all.filter((field) => field !== here)
  return others.length === 0 || arrayFulfils(array, groupAt(others, depth))
}

function hasValue(json: unknown, path: readonly string[], depth: number): boolean {
  if (Array.isArray(json)) return json.some((element) => hasValue(element, path, depth))
  const name = path[depth]
  if (name === undefined) return isScalar(json)
  return isObject(json) && Object.hasOwn(json, name) && hasValue(json[name], path, depth + 1)
}
