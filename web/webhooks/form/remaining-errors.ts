import type { FieldError } from '../../api/api-error.ts'
import type { AuthenticationDraft } from './authentication-draft.ts'
import type { Draft } from './draft.ts'

/** The paths that each field affects. The URL affects the authentication, for example. */
const pathsOf: Readonly<Record<Exclude<keyof Draft, 'authentication'>, readonly string[]>> = {
  place: ['url', 'eventBus', 'queue', 'roleArn', 'signatures'],
  url: ['url', 'eventBus.arn', 'queue.arn', 'authentication', 'headers'],
  roleArn: ['roleArn', 'eventBus.roleArn', 'queue.roleArn'],
  subscriptions: ['subscriptions', 'resource', 'actions', 'events'],
  description: ['description'],
  notify: ['notify'],
  filter: ['filter'],
  enabled: ['enabled'],
  timeLimitSeconds: ['timeLimitSeconds'],
  retryWaits: ['retryWaitsSeconds'],
  triesOnce: ['retryWaitsSeconds'],
  perSecond: ['limits.perSecond'],
  inFlight: ['limits.inFlight'],
  acceptedStatuses: ['acceptedStatuses'],
  finalStatuses: ['finalStatuses'],
  isOrdered: ['ordering'],
  headers: ['headers'],
  certificates: [
    'clientCertificate',
    'certificateAuthorities',
    'tokenClientCertificate',
    'tokenCertificateAuthorities',
  ],
  payload: ['payload', 'transformation'],
  signatures: ['signatures'],
  transformation: ['transformation'],
}

/** The errors that remain after a change: those of unchanged fields. */
export function remainingErrors(
  errors: readonly FieldError[],
  before: Draft,
  after: Draft,
): readonly FieldError[] {
  const touched = [...touchedFields(before, after), ...touchedIn(before, after)]
  return errors.filter(({ path }) => !touched.some((one) => covers(one, path)))
}

function touchedFields(before: Draft, after: Draft): string[] {
  const names = Object.keys(pathsOf) as (keyof typeof pathsOf)[]
  return names.filter((name) => before[name] !== after[name]).flatMap((name) => pathsOf[name])
}

/** The same in the authentication. A change of the type affects all of it. */
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
  const fields = changed.flatMap((name) =>
    name === 'extraParameters' ? [name, 'secretParameters'] : [name],
  )
  return ['authentication', ...fields.map((name) => `authentication.${name}`)]
}

/** `authentication` covers only itself; every other path also covers what is in it. */
function covers(touched: string, path: string): boolean {
  if (touched === 'authentication') return path === touched
  const outer = touched.replace(/\.\*$/, '')
  return path === outer || path.startsWith(`${outer}.`)
}
