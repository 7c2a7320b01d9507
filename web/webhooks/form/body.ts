import type { FieldError } from '../../api/api-error.ts'
import type { Text } from '../../text/use-text.ts'
import { authenticationBody, missingOf } from './authentication-draft.ts'
import type { Draft } from './draft.ts'
import { readWaits } from './retry-waits.ts'

type Body = Record<string, unknown>

/** The body that adds a webhook: what is left empty is not in it. */
export function newBody(draft: Draft): Body {
  const settings = settingsOf(draft)
  return {
    ...factsOf(draft),
    ...(draft.authentication && { authentication: authenticationBody(draft.authentication) }),
    ...Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null)),
  }
}

/** The body that changes a webhook: what differs from how it was read. */
export function changeBody(draft: Draft, before: Draft): Body {
  const was: Body = { ...factsOf(before), ...settingsOf(before) }
  const is: Body = { ...factsOf(draft), ...settingsOf(draft) }
  const differing = Object.entries(is).filter(([name, value]) => !isSame(value, was[name]))
  return {
    ...Object.fromEntries(differing),
    ...(draft.authentication && { authentication: authenticationBody(draft.authentication) }),
  }
}

/** What can be seen to be wrong before the API is asked: what it could not even be told. */
export function faultsOf(draft: Draft, text: Text['webhookForm']): FieldError[] {
  const { url, resource, actions, triesOnce, retryWaits } = draft
  return [
    ...must('url', url.trim() !== '', text.required),
    ...must('resource', resource !== '', text.required),
    ...must('actions', actions.length > 0, text.required),
    ...must('timeLimitSeconds', isNumber(draft.timeLimitSeconds), text.wholeNumber),
    ...must('limits.perSecond', isNumber(draft.perSecond), text.wholeNumber),
    ...must('limits.inFlight', isNumber(draft.inFlight), text.wholeNumber),
    ...must(
      'retryWaitsSeconds',
      triesOnce || readWaits(retryWaits) !== undefined,
      text.retryWaitsWrong,
    ),
    ...missingOf(draft.authentication).map((name) => ({
      path: `authentication.${name}`,
      message: text.required,
    })),
  ]
}

function must(path: string, isGood: boolean, message: string): FieldError[] {
  return isGood ? [] : [{ path, message }]
}

function factsOf({ url, resource, actions, description, enabled }: Draft): Body {
  return { url: url.trim(), resource, actions, description, enabled }
}

/** What is left empty is as usual: null says so to the API. */
function settingsOf({ timeLimitSeconds, triesOnce, retryWaits, perSecond, inFlight }: Draft): Body {
  const limits = {
    ...(perSecond !== '' && { perSecond: Number(perSecond) }),
    ...(inFlight !== '' && { inFlight: Number(inFlight) }),
  }
  const waits = readWaits(retryWaits) ?? []
  return {
    timeLimitSeconds: timeLimitSeconds === '' ? null : Number(timeLimitSeconds),
    retryWaitsSeconds: triesOnce ? [] : waits.length === 0 ? null : waits,
    limits: Object.keys(limits).length === 0 ? null : limits,
  }
}

function isNumber(text: string): boolean {
  return /^\d*$/.test(text)
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
