import { certificateFieldNames } from './certificate-draft.ts'
import type { FieldError } from '../../api/api-error.ts'
import { errorAt, isWithin } from '../../shared/field-error.ts'

/** Errors by field. */
export type FieldErrors = {
  /** The errors of a field and everything in it. */
  at: (path: string) => string | undefined
  /** The errors of no field. */
  elsewhere: readonly FieldError[]
}

/** The fields that show their own errors, including those in them, such as `actions.0`. */
const fields = [
  'url',
  'roleArn',
  'eventBus',
  'queue',
  'subscriptions',
  'resource',
  'actions',
  'events',
  'description',
  'notify',
  'filter',
  'timeLimitSeconds',
  'retryWaitsSeconds',
  'limits.perSecond',
  'limits.inFlight',
  'acceptedStatuses',
  'finalStatuses',
  'headers',
  'ordering',
  'payload',
  'signatures',
  'transformation',
  ...certificateFieldNames.map(({ path }) => path),
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
  'authentication.secretParameters',
  'authentication.grantType',
  'authentication.tokenRequestFormat',
]

/** The fields in the advanced settings. */
const advanced = [
  'filter',
  'timeLimitSeconds',
  'retryWaitsSeconds',
  'limits',
  'acceptedStatuses',
  'finalStatuses',
  'headers',
  'ordering',
  'payload',
  'signatures',
  'transformation',
  'clientCertificate',
  'certificateAuthorities',
  'tokenClientCertificate',
  'tokenCertificateAuthorities',
]

export function fieldErrors(errors: readonly FieldError[]): FieldErrors {
  return {
    at: (field) => errorAt(errors, field),
    elsewhere: errors.filter(({ path }) => !fields.some((field) => isWithin(field, path))),
  }
}

/** Whether an error is in the advanced settings, which may be collapsed. */
export function hasAdvanced(errors: readonly FieldError[]): boolean {
  return errors.some(({ path }) => advanced.some((field) => isWithin(field, path)))
}

/** Whether every error is shown at a field or at the authentication. */
export function allAtFields(errors: readonly FieldError[]): boolean {
  return fieldErrors(errors).elsewhere.every(({ path }) => isWithin('authentication', path))
}
