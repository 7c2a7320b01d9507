import type * as z from 'zod'

/** What is wrong with one field of an input: its path, such as `actions.0`, and why. */
export type FieldError = { path: string; message: string }

/** Every field that a schema did not accept, each with its first fault. */
export function fieldErrors({ issues }: z.ZodError): FieldError[] {
  const errors = issues.flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code !== 'unrecognized_keys')
      return [{ path: path.join('.'), message: explain(issue) }]
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      message: 'is not known here',
    }))
  })
  const firsts = new Map(errors.toReversed().map((error) => [error.path, error]))
  return errors.filter((error) => firsts.get(error.path) === error)
}

const formats: Readonly<Record<string, string>> = {
  datetime: 'must be a moment, such as 2026-01-31T00:00:00Z',
  guid: 'must be a UUID, such as 0b2c1f7e-1111-4c3f-9a55-3f1c2d4e5f60',
  url: 'must be a URL, such as https://crm.example.com/orders/1',
}

/** What zod says, as people say it; what our schemas say stays as it is. */
function explain(issue: z.core.$ZodIssue): string {
  const { code, message } = issue
  if (message.endsWith('received undefined')) return 'is required'
  if (!/^(Invalid|Too) /.test(message)) return message
  if (code === 'invalid_format') return formats[issue.format] ?? message
  if (code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`
  if (code === 'invalid_union' && 'options' in issue)
    return `must be one of ${String(issue.options).replaceAll(',', ', ')}`
  return message
    .replace(/^Invalid input: expected int, .*/, 'must be a whole number')
    .replace(/^Invalid input: expected (.+), received /, 'must be $1, not ')
    .replace(/^Too small: expected \w+ to have >=1 .*/, 'must not be empty')
    .replace(/^Too (small|big): expected \w+ to (have|be) /, 'must $2 ')
    .replace('>=', 'at least ')
    .replace('<=', 'at most ')
}

/** The faults in one line. */
export function toMessage(errors: readonly FieldError[]): string {
  return errors
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
    .join('; ')
}
