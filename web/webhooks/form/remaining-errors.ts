import type { FieldError } from '../../api/api-error.ts'
import type { AuthenticationDraft } from './authentication-draft.ts'
import type { Draft } from './draft.ts'

/** Where the errors of each field are; what a field decides for others is among its own. */
const pathsOf: Readonly<Record<Exclude<keyof Draft, 'authentication'>, readonly string[]>> = {
  url: ['url', 'authentication'],
  resource: ['resource', 'actions'],
  actions: ['actions'],
  description: ['description'],
  enabled: ['enabled'],
  timeLimitSeconds: ['timeLimitSeconds'],
  retryWaits: ['retryWaitsSeconds'],
  triesOnce: ['retryWaitsSeconds'],
  perSecond: ['limits.perSecond'],
  inFlight: ['limits.inFlight'],
}

/** The errors that are left when a draft becomes another one: those of fields that stay as they are. */
export function stillWrong(
  errors: readonly FieldError[],
  before: Draft,
  after: Draft,
): readonly FieldError[] {
  const touched = [...touchedFields(before, after), ...touchedIn(before, after)]
  return errors.filter(({ path }) => !touched.some((one) => isAt(one, path)))
}

function touchedFields(before: Draft, after: Draft): string[] {
  const names = Object.keys(pathsOf) as (keyof typeof pathsOf)[]
  return names.filter((name) => before[name] !== after[name]).flatMap((name) => pathsOf[name])
}

/** The same within the authentication, which is another one as a whole with another type. */
function touchedIn(
  { authentication: before }: Draft,
  { authentication: after }: Draft,
): readonly string[] {
  if (before === after) return []
  if (before?.type !== after?.type || before === undefined || after === undefined) {
    return ['authentication', 'authentication.*']
  }
  const names = Object.keys(after) as (keyof AuthenticationDraft)[]
  const changed = names.filter((name) => before[name] !== after[name])
  return ['authentication', ...changed.map((name) => `authentication.${name}`)]
}

/** `authentication` alone is said of it as a whole; of every other path, what is inside is meant too. */
function isAt(touched: string, path: string): boolean {
  if (touched === 'authentication') return path === touched
  const outer = touched.replace(/\.\*$/, '')
  return path === outer || path.startsWith(`${outer}.`)
}
