import type * as z from 'zod'

/** What is wrong with one field of an input: its path, such as `actions.0`, and why. */
export type FieldError = { path: string; message: string }

/** Every fault that a schema found. */
export function fieldErrors({ issues }: z.ZodError): FieldError[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code !== 'unrecognized_keys')
      return [{ path: path.join('.'), message: inPlainWords(issue.message) }]
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      message: 'is not known here',
    }))
  })
}

/** What zod says, as people say it. */
function inPlainWords(message: string): string {
  if (message.endsWith('received undefined')) return 'is required'
  return message
    .replace(/^Invalid input: expected (.+), received /, 'must be $1, not ')
    .replace(/^Too (small|big): expected \w+ to (have|be) /, 'must $2 ')
}

/** The faults in one line. */
export function inWords(errors: readonly FieldError[]): string {
  return errors
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
    .join('; ')
}
