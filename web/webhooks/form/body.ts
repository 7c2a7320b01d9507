import type { FieldError } from '../../api/api-error.ts'
import type { NewWebhookBody, WebhookChangeBody } from '../../api/views.ts'
import type { Text } from '../../text/use-text.ts'
import { authenticationBody, missingFields } from './authentication-draft.ts'
import { certificateBody } from './certificate-draft.ts'
import type { Draft, Signatures } from './draft.ts'
import type { NamedValue } from '../../shared/named-values.tsx'
import { parsePattern } from './event-pattern.ts'
import { addressesIn } from './notify-addresses.ts'
import { parseRetryWaits } from './retry-waits.ts'
import { missingSubscriptions, subscriptionFields } from './subscriptions.ts'

/** The body of POST: without empty fields. */
export function newBody(draft: Draft): NewWebhookBody {
  const isAtUrl = draft.place === 'url'
  return {
    ...requiredFields(draft),
    ...(isAtUrl &&
      draft.authentication && { authentication: authenticationBody(draft.authentication) }),
    ...withoutNulls(optionalFields(draft)),
    ...(isAtUrl && withoutNulls(certificateBody(draft.certificates))),
  }
}

function withoutNulls<Fields extends object>(fields: Fields) {
  const set = Object.entries(fields).filter(([, value]) => value !== null)
  return Object.fromEntries(set) as { [Name in keyof Fields]?: NonNullable<Fields[Name]> }
}

/** The body of PATCH: only changed fields. */
export function changeBody(draft: Draft, before: Draft): WebhookChangeBody {
  return {
    ...differing(changeableFields(draft), changeableFields(before)),
    ...(draft.authentication && { authentication: authenticationBody(draft.authentication) }),
    ...certificateBody(draft.certificates),
  }
}

/** Errors that need no request: values that the body could not even express. */
export function validateDraft(draft: Draft, text: Text['webhookForm']): FieldError[] {
  const { url, subscriptions, triesOnce, retryWaits } = draft
  return [
    ...check('url', url.trim() !== '', text.required),
    ...check('roleArn', draft.place === 'url' || draft.roleArn.trim() !== '', text.required),
    ...missingSubscriptions(subscriptions, text.required),
    ...check('filter', parsePattern(draft.filter) !== undefined, text.filterInvalid),
    ...check('timeLimitSeconds', isNumber(draft.timeLimitSeconds), text.wholeNumber),
    ...check('limits.perSecond', isNumber(draft.perSecond), text.wholeNumber),
    ...check('limits.inFlight', isNumber(draft.inFlight), text.wholeNumber),
    ...check('acceptedStatuses', areNumbers(draft.acceptedStatuses), text.statusesInvalid),
    ...check('finalStatuses', areNumbers(draft.finalStatuses), text.statusesInvalid),
    ...check(
      'retryWaitsSeconds',
      triesOnce || parseRetryWaits(retryWaits) !== undefined,
      text.retryScheduleInvalid,
    ),
    ...check(
      'transformation',
      draft.payload !== 'TRANSFORMED' || draft.transformation.trim() !== '',
      text.required,
    ),
    ...missingFields(draft.place === 'url' ? draft.authentication : undefined).map((name) => ({
      path: `authentication.${name}`,
      message: text.required,
    })),
  ]
}

function check(path: string, isValid: boolean, message: string): FieldError[] {
  return isValid ? [] : [{ path, message }]
}

function changeableFields(draft: Draft): WebhookChangeBody {
  return { ...requiredFields(draft), ...optionalFields(draft) }
}

/** The fields whose values differ. */
function differing<Fields extends object>(fields: Fields, before: Fields): Partial<Fields> {
  const names = Object.keys(fields) as (keyof Fields)[]
  const changed = names.filter((name) => !isSame(fields[name], before[name]))
  return Object.fromEntries(changed.map((name) => [name, fields[name]])) as Partial<Fields>
}

function requiredFields({ subscriptions, description, enabled, ...place }: Draft) {
  return { ...placeFields(place), ...subscriptionFields(subscriptions), description, enabled }
}

function placeFields({ place, url, roleArn }: Pick<Draft, 'place' | 'url' | 'roleArn'>) {
  if (place === 'url') return { url: url.trim() }
  const target = { arn: url.trim(), roleArn: roleArn.trim() }
  return place === 'queue' ? { queue: target } : { eventBus: target }
}

/** What only requests have; a draft that had a URL before keeps it, for the case that it gets one again. */
function requestFields(draft: Draft) {
  const isAtUrl = draft.place === 'url'
  return {
    acceptedStatuses: isAtUrl ? statusesIn(draft.acceptedStatuses) : null,
    finalStatuses: isAtUrl ? statusesIn(draft.finalStatuses) : null,
    headers: isAtUrl ? unlessEmpty(draft.headers.map(headerBody)) : null,
  }
}

/** Empty fields are null, which resets them to the default. */
function optionalFields(draft: Draft) {
  const { timeLimitSeconds, triesOnce, retryWaits } = draft
  const limits = limitsOf(draft)
  const waits = parseRetryWaits(retryWaits) ?? []
  return {
    notify: unlessEmpty(addressesIn(draft.notify)),
    filter: parsePattern(draft.filter) ?? null,
    timeLimitSeconds: timeLimitSeconds === '' ? null : Number(timeLimitSeconds),
    retryWaitsSeconds: triesOnce ? [] : waits.length === 0 ? null : waits,
    limits: Object.keys(limits).length === 0 ? null : limits,
    ...requestFields(draft),
    signatures: draft.place === 'eventBus' ? null : signatureBodies[draft.signatures],
    ordering: orderingOf(draft),
    payload: draft.payload === 'THIN' ? draft.payload : null,
    transformation: draft.payload === 'TRANSFORMED' ? draft.transformation : null,
  }
}

const signatureBodies = { v1: null, v1a: ['v1a'], both: ['v1', 'v1a'] } satisfies Record<
  Signatures,
  WebhookChangeBody['signatures']
>

function unlessEmpty<Item>(list: Item[]): Item[] | null {
  return list.length === 0 ? null : list
}

function limitsOf({ perSecond, inFlight }: Draft) {
  return {
    ...(perSecond !== '' && { perSecond: Number(perSecond) }),
    ...(inFlight !== '' && { inFlight: Number(inFlight) }),
  }
}

/** A secret without a value keeps the stored one. */
function headerBody({ name, value, isSecret: secret }: NamedValue) {
  return { name: name.trim(), ...(!(secret && value === '') && { value }), secret }
}

function orderingOf({ isOrdered }: Draft): 'RESOURCE' | null {
  return isOrdered ? 'RESOURCE' : null
}

function statusesIn(text: string): number[] | null {
  const statuses = text.split(/[\s,;]+/).filter((one) => one !== '')
  return unlessEmpty(statuses.map(Number))
}

function areNumbers(text: string): boolean {
  return /^[\d\s,;]*$/.test(text)
}

function isNumber(text: string): boolean {
  return /^\d*$/.test(text)
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
