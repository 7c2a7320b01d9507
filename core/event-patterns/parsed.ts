import type { FieldError } from '../values/validation-errors.ts'

/** A JSON value that has no members. */
export type Scalar = string | number | boolean | null

/** Whether a value of an event is one that a pattern asks for. */
export type Condition = (value: Scalar) => boolean

/** What a part of a pattern means, or why it means nothing: each error with its path in the part. */
export type Parsed<T> = { value: T } | { errors: readonly FieldError[] }

/** A part that is wrong as a whole. */
export function wrong(message: string): { errors: readonly FieldError[] } {
  return { errors: [{ path: '', message }] }
}

/** The parts together, each with the step that leads to it: all values, or every error. */
export function together<T>(
  parts: readonly (readonly [step: string, parsed: Parsed<T>])[],
): Parsed<T[]> {
  const all = parts.map(([step, parsed]) => under(step, parsed))
  const errors = all.flatMap((parsed) => ('errors' in parsed ? parsed.errors : []))
  if (errors.length > 0) return { errors }
  return { value: all.flatMap((parsed) => ('value' in parsed ? [parsed.value] : [])) }
}

/** What a part means, read further. */
export function then<T, Next>(parsed: Parsed<T>, next: (value: T) => Parsed<Next>): Parsed<Next> {
  return 'errors' in parsed ? parsed : next(parsed.value)
}

/** A part, as what has it sees its errors: `step` leads to the part. */
export function under<T>(step: string, parsed: Parsed<T>): Parsed<T> {
  if ('value' in parsed) return parsed
  const errors = parsed.errors.map(({ path, message }) => ({
    path: path === '' ? step : `${step}.${path}`,
    message,
  }))
  return { errors }
}

export function isScalar(json: unknown): json is Scalar {
  return json === null || ['string', 'number', 'boolean'].includes(typeof json)
}
