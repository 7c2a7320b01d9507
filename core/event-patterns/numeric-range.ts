import { type Condition, type Parsed, wrong } from './parsed.ts'

type Comparison = (value: number, limit: number) => boolean

const comparisons: ReadonlyMap<unknown, Comparison> = new Map<unknown, Comparison>([
  ['=', (value, limit) => value === limit],
  ['<', (value, limit) => value < limit],
  ['<=', (value, limit) => value <= limit],
  ['>', (value, limit) => value > limit],
  ['>=', (value, limit) => value >= limit],
])
const lower: readonly unknown[] = ['>', '>=']
const upper: readonly unknown[] = ['<', '<=']

/** The condition of `{ "numeric": [">", 0, "<=", 5] }`. Only numbers can fulfil it. */
export function inRange(terms: unknown): Parsed<Condition> {
  const example = 'must be a comparison such as ["=", 5], ["<", 10] or [">", 0, "<=", 5]'
  const list: readonly unknown[] = Array.isArray(terms) ? terms : []
  const [operator, limit, second, top, ...more] = list
  const first = comparing(operator, limit)
  if (first === undefined || more.length > 0) return wrong(example)
  if (list.length === 2) return { value: first }

  const other = comparing(second, top)
  const isRange = lower.includes(operator) && upper.includes(second)
  if (other === undefined || !isRange) return wrong(example)
  if (Number(limit) >= Number(top)) return wrong('must have a lower limit below its upper limit')
  return { value: (value) => first(value) && other(value) }
}

function comparing(operator: unknown, limit: unknown): Condition | undefined {
  const compare = comparisons.get(operator)
  if (compare === undefined || typeof limit !== 'number' || !Number.isFinite(limit)) {
    return undefined
  }
  return (value) => typeof value === 'number' && Number.isFinite(value) && compare(value, limit)
}
