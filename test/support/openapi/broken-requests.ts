import fc, { type Arbitrary } from 'fast-check'

import { schemaErrorsOf } from '../openapi-document.ts'
import { bodySchemaOf, type MadeRequest, type Operation, requestsOf } from './requests.ts'

type Change = (value: unknown) => unknown

/** Makes requests whose body the document does not allow, as something in it was changed. */
export function brokenRequestsOf(operation: Operation): Arbitrary<MadeRequest> {
  const schema = bodySchemaOf(operation)
  if (schema === undefined) throw new Error(`Cannot break ${operation.line}: it has no body`)
  return fc
    .tuple(requestsOf(operation), fc.nat(), fc.constantFrom(...changes))
    .map(([{ body = {}, ...request }, place, change]) => {
      const places = placesIn(body)
      return { ...request, body: changedAt(places[place % places.length] ?? [], change, body) }
    })
    .filter(({ body }) => body !== undefined && schemaErrorsOf(body, schema).length > 0)
}

const values = [null, true, -1, 1.5, 1e300, '', 'x\u0000', 'x'.repeat(5000), [], ['x'], {}]

const changes: readonly Change[] = [
  ...values.map((value) => () => value),
  () => undefined,
  (value) => (isObject(value) ? { ...value, colour: 'red' } : value),
]

type Place = readonly string[]

/** Where a JSON value has values, itself included. */
function placesIn(value: unknown): Place[] {
  if (!isObject(value)) return [[]]
  const inner = Object.entries(value).flatMap(([name, member]) =>
    placesIn(member).map((place) => [name, ...place]),
  )
  return [[], ...inner]
}

/** The value with the change; a member that becomes undefined is absent. */
function changedAt([name, ...rest]: Place, change: Change, value: unknown): unknown {
  if (name === undefined || !isObject(value)) return change(value)
  const members = Object.entries<unknown>(value).flatMap(([key, member]): [string, unknown][] => {
    const changed = key === name ? changedAt(rest, change, member) : member
    return changed === undefined ? [] : [[key, changed]]
  })
  return Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
