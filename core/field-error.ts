import type * as z from 'zod'

/** What is wrong with one field of an input: its path, such as `actions.0`, and why. */
export type FieldError = { path: string; message: string }

/** Every fault that a schema found. */
export function fieldErrors({ issues }: z.ZodError): FieldError[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code !== 'unrecognized_keys')
      return [{ path: path.join('.'), message: issue.message }]
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      message: 'is not known here',
    }))
  })
}

/** The faults in one line. */
export function inWords(errors: readonly FieldError[]): string {
  return errors
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
    .join('; ')
}
