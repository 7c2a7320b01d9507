import type { FieldError } from '../../api/api-error.ts'

/** What the API says of each field, and what of no field that is there. */
export type Errors = {
  /** What is wrong with a field, or with what is inside of it. */
  at: (path: string) => string | undefined
  /** What is wrong elsewhere. */
  elsewhere: readonly FieldError[]
}

/** Fields whose errors stand at them; what is wrong inside of one, such as `actions.0`, is theirs too. */
const fields = [
  'url',
  'resource',
  'actions',
  'description',
  'timeLimitSeconds',
  'retryWaitsSeconds',
  'limits.perSecond',
  'limits.inFlight',
  'authentication.token',
  'authentication.header',
  'authentication.prefix',
  'authentication.accessTokenUri',
  'authentication.clientId',
  'authentication.clientSecret',
  'authentication.scope',
  'authentication.username',
  'authentication.password',
  'authentication.extraParameters',
]

/** Those of them that are among the advanced settings. */
const advanced = ['timeLimitSeconds', 'retryWaitsSeconds', 'limits']

export function errorsAt(errors: readonly FieldError[]): Errors {
  return {
    at: (field) => {
      const found = errors.filter(({ path }) => isIn(field, path))
      const told = found.map(({ path, message }) => capital(inside(field, path) + message))
      return told.length === 0 ? undefined : told.join('; ')
    },
    elsewhere: errors.filter(({ path }) => !fields.some((field) => isIn(field, path))),
  }
}

/** Whether a field that is out of sight until somebody opens the advanced settings is among them. */
export function hasAdvanced(errors: readonly FieldError[]): boolean {
  return errors.some(({ path }) => advanced.some((field) => isIn(field, path)))
}

/** Whether everything that is wrong stands where it is wrong: at a field, or at the authentication. */
export function standAtFields(errors: readonly FieldError[]): boolean {
  return errorsAt(errors).elsewhere.every(({ path }) => isIn('authentication', path))
}

function isIn(field: string, path: string): boolean {
  return path === field || path.startsWith(`${field}.`)
}

/** `audience ` of `authentication.extraParameters.audience`; nothing for places in a list. */
function inside(field: string, path: string): string {
  const rest = path.slice(field.length + 1)
  return rest === '' || /^\d+$/.test(rest) ? '' : `${rest} `
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
