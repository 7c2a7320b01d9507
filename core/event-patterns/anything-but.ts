import { isObject } from '../values/is-object.ts'
import { ignoringCase } from './ignore-case.ts'
import { type Condition, type Parsed, type Scalar, then, together, wrong } from './parsed.ts'
import { likeWildcard } from './wildcard.ts'

const example =
  'must be a text, a number, a list of either, or one of prefix, suffix, equals-ignore-case and wildcard'

/**
 * The condition of `{ "anything-but": … }`: any value, of whichever type, except those that are
 * described. An absent field has no value.
 */
export function anythingBut(given: unknown): Parsed<Condition> {
  const excluded = isObject(given) ? describedBy(given) : oneOf(given)
  return then(excluded, (conditions) => ({
    value: (value) => !conditions.some((isExcluded) => isExcluded(value)),
  }))
}

/** A value or a list of them; a list has only texts or only numbers. */
function oneOf(given: unknown): Parsed<Condition[]> {
  const values: unknown[] = Array.isArray(given) ? given : [given]
  const [type] = values.map((value) => typeof value)
  const isAllowed = type === 'string' || (type === 'number' && values.every(Number.isFinite))
  if (!isAllowed || values.some((value) => typeof value !== type)) return wrong(example)
  const excluded = new Set(values)
  return { value: [(value: Scalar) => excluded.has(value)] }
}

const descriptions: Readonly<Record<string, (text: string) => Parsed<Condition>>> = {
  prefix: (text) => notEmpty(text, (value) => value.startsWith(text)),
  suffix: (text) => notEmpty(text, (value) => value.endsWith(text)),
  'equals-ignore-case': (text) => ({ value: ignoringCase(text, 'whole') }),
  wildcard: likeWildcard,
}

function describedBy(given: Readonly<Record<string, unknown>>): Parsed<Condition[]> {
  const [[name, texts] = ['', undefined], ...more] = Object.entries(given)
  const parse = Object.hasOwn(descriptions, name) ? descriptions[name] : undefined
  if (parse === undefined || more.length > 0) return wrong(example)

  const list: unknown[] = Array.isArray(texts) ? texts : [texts]
  if (list.length === 0) return together([[name, wrong('must not be empty')]])
  return together(
    list.map((text, position) => {
      const under = Array.isArray(texts) ? `${name}.${position}` : name
      return [under, typeof text === 'string' ? parse(text) : wrong('must be a text')]
    }),
  )
}

/** An empty text would exclude every text. */
function notEmpty(text: string, has: (value: string) => boolean): Parsed<Condition> {
  if (text === '') return wrong('must not be empty')
  return { value: (value) => typeof value === 'string' && has(value) }
}
