import type { Schema } from './document.ts'
import { type Markup, markup } from './markup.ts'

/** The constraints of a value besides its type. */
export function limits(schema: Schema): Markup[] {
  const facts = [
    numbers(schema),
    counted('characters', schema.minLength, schema.maxLength),
    counted('items', schema.minItems, schema.maxItems),
    schema.pattern && markup`matches <code>${schema.pattern}</code>`,
    schema.default === undefined
      ? undefined
      : markup`default <code>${JSON.stringify(schema.default)}</code>`,
  ]
  return facts.flatMap((fact) =>
    fact === undefined || fact === '' ? [] : markup` <span class="limit">${fact}</span>`,
  )
}

function numbers({ minimum, exclusiveMinimum, maximum }: Schema): string | undefined {
  if (exclusiveMinimum !== undefined) return `more than ${exclusiveMinimum}`
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  if (minimum !== undefined) return `at least ${minimum}`
  return maximum === undefined ? undefined : `at most ${maximum}`
}

function counted(what: string, minimum = 0, maximum?: number): string | undefined {
  if (maximum === undefined) return minimum === 0 ? undefined : `${minimum} or more ${what}`
  return minimum === 0 ? `up to ${maximum} ${what}` : `${minimum} to ${maximum} ${what}`
}
