import { isObject } from '../values/is-object.ts'
import { anythingBut } from './anything-but.ts'
import { ignoringCase } from './ignore-case.ts'
import { inCidr, ipAddressOf, isSameAddress } from './ip-address.ts'
import { inRange } from './numeric-range.ts'
import { type Condition, isScalar, type Parsed, under, wrong } from './parsed.ts'
import { likeWildcard } from './wildcard.ts'

/** What one item of a field's list asks for: a value, or that the field is absent. */
export type Comparison = Condition | 'absent'

/** One item of a field's list: a value, or an operator such as `{ "prefix": "EU-" }`. */
export function comparisonIn(item: unknown): Parsed<Comparison> {
  if (isScalar(item)) return equalTo(item)
  if (!isObject(item)) return wrong(anItem)
  const [[name, operand] = ['', undefined], ...more] = Object.entries(item)
  if (name === '') return wrong(anItem)
  const parse = Object.hasOwn(operators, name) ? operators[name] : undefined
  if (parse === undefined) return wrong(`has no operator "${name.slice(0, 60)}"; use ${known}`)
  if (more.length > 0) return wrong(`must have one operator, not ${more.length + 1}`)
  return under(name, parse(operand))
}

const anItem =
  'must be a text, a number, true, false, null, or an operator such as { "prefix": "A" }'

const operators: Readonly<Record<string, (operand: unknown) => Parsed<Comparison>>> = {
  exactly: (text) => (typeof text === 'string' ? { value: (value) => value === text } : notText),
  prefix: (operand) => affix(operand, 'start'),
  suffix: (operand) => affix(operand, 'end'),
  'equals-ignore-case': (text) =>
    typeof text === 'string' ? { value: ignoringCase(text, 'whole') } : notText,
  wildcard: likeWildcard,
  'anything-but': anythingBut,
  numeric: inRange,
  exists,
  cidr: inCidr,
}
const known = Object.keys(operators).join(', ')
const notText = wrong('must be a text')

/** Texts that denote an IP address match it in every notation. */
function equalTo(expected: string | number | boolean | null): Parsed<Condition> {
  if (typeof expected === 'number' && !isExact(expected)) {
    return wrong('must be at most 9007199254740991: larger numbers are not exact in JSON')
  }
  const address = typeof expected === 'string' ? ipAddressOf(expected) : undefined
  if (address === undefined) return { value: (value) => value === expected }
  return {
    value: (value) => typeof value === 'string' && isSameAddress(address, ipAddressOf(value)),
  }
}

function isExact(number: number): boolean {
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER
}

function affix(operand: unknown, place: 'start' | 'end'): Parsed<Condition> {
  if (typeof operand === 'string') {
    const has = place === 'start' ? 'startsWith' : 'endsWith'
    return { value: (value) => typeof value === 'string' && value[has](operand) }
  }
  const text = isObject(operand) ? operand['equals-ignore-case'] : undefined
  if (!isObject(operand) || typeof text !== 'string' || Object.keys(operand).length > 1) {
    return wrong('must be a text, or { "equals-ignore-case": "a text" }')
  }
  return { value: ignoringCase(text, place) }
}

/** Every value of a field is one that exists, also null. */
function exists(operand: unknown): Parsed<Comparison> {
  if (typeof operand !== 'boolean') return wrong('must be true or false')
  return { value: operand ? () => true : 'absent' }
}
