import { type ApiAnswer, type ApiRequest, invalidField, problem } from './api.ts'
import type { AuthenticationInput } from './authentication.ts'
import { unsupportedActions, type Webhook } from './webhook.ts'

/**
 * How a change of the table ended: another webhook is in the way, the webhook was removed, or the
 * version is not the newest.
 */
export type Saved = 'saved' | 'stale' | 'gone' | { conflictsWith: string }

/**
 * What the schema cannot see: whether the fields go together, and whether the URL may be called.
 */
export function fault(
  webhook: Pick<Webhook, 'url' | 'resource' | 'actions'>,
  urlProblem: (url: string) => string | undefined,
): ApiAnswer | undefined {
  const refused = urlProblem(webhook.url)
  if (refused !== undefined) return invalidField('webhook', 'url', refused)

  const unsupported = unsupportedActions(webhook)
  if (unsupported.length === 0) return undefined
  const message = `${webhook.resource} does not support ${unsupported.join(' and ')}`
  return invalidField('webhook', 'actions', message)
}

/** Whether access tokens may be asked for where a manager wants it. */
export function endpointFault(
  authentication: AuthenticationInput | undefined,
  urlProblem: (url: string) => string | undefined,
): ApiAnswer | undefined {
  if (authentication === undefined || !('accessTokenUri' in authentication)) return undefined
  const refused = urlProblem(authentication.accessTokenUri)
  if (refused === undefined) return undefined
  return invalidField('webhook', 'authentication.accessTokenUri', refused)
}

/** A stored secret is sent to nobody but whom it was set for: who moves the URL gives it anew. */
export function secretFault(
  before: Webhook,
  after: { url: string; authentication?: unknown },
): ApiAnswer | undefined {
  const isMoved = new URL(before.url).origin !== new URL(after.url).origin
  if (!isMoved || before.authentication.type === 'NONE' || after.authentication !== undefined) {
    return undefined
  }
  const message = 'must be given again when the URL moves to another origin'
  return invalidField('change', 'authentication', message)
}

/** Why a change did not happen, for the caller. */
export function notSaved(saved: Exclude<Saved, 'saved'>): ApiAnswer {
  if (saved === 'stale')
    return problem(412, 'Cannot save: the webhook was changed meanwhile; read it again')
  if (saved === 'gone') return problem(404, 'Cannot save: the webhook was removed meanwhile')
  return problem(
    409,
    `Cannot save: the webhook '${saved.conflictsWith}' already sends one of these actions of the resource to this URL`,
  )
}

export function unknownWebhook({ id }: ApiRequest['params']): ApiAnswer {
  return problem(
    404,
    `Cannot find the webhook '${id ?? ''}': this marketplace has none with this id`,
  )
}
