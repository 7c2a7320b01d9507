import type { FieldError } from '../api/api-error.ts'

/** The errors of a field and everything in it. */
export function errorAt(errors: readonly FieldError[], field: string): string | undefined {
  const found = errors.filter(({ path }) => isWithin(field, path))
  const messages = found.map(({ path, message }) => capitalize(inside(field, path) + message))
  return messages.length === 0 ? undefined : messages.join('; ')
}

/** Whether the path is the field or something in it. */
export function isWithin(field: string, path: string): boolean {
  return path === field || path.startsWith(`${field}.`)
}

/** `audience ` for `authentication.extraParameters.audience`; empty for an index in a list. */
function inside(field: string, path: string): string {
  const rest = path.slice(field.length + 1)
  return rest === '' || /^\d+$/.test(rest) ? '' : `${rest} `
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
