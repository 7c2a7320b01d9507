import type { FieldError } from '../../api/fault.ts'

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

export function errorsAt(errors: readonly FieldError[]): Errors {
  const isIn = (field: string, path: string) => path === field || path.startsWith(`${field}.`)
  return {
    at: (field) => {
      const found = errors.filter(({ path }) => isIn(field, path))
      const told = found.map(({ path, message }) => capital(inside(field, path) + message))
      return told.length === 0 ? undefined : told.join('; ')
    },
    elsewhere: errors.filter(({ path }) => !fields.some((field) => isIn(field, path))),
  }
}

/** `audience ` of `authentication.extraParameters.audience`; nothing for places in a list. */
function inside(field: string, path: string): string {
  const rest = path.slice(field.length + 1)
  return rest === '' || /^\d+$/.test(rest) ? '' : `${rest} `
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
