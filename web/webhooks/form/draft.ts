import type { Action, WebhookView } from '../../api/views.ts'
import { inUnits } from '../../shared/format.ts'
import {
  type AuthenticationDraft,
  authenticationDraft,
  noAuthentication,
} from './authentication-draft.ts'

/** A webhook as it is being written: what stands in the fields, good or not. */
export type Draft = {
  url: string
  resource: string
  actions: readonly Action[]
  description: string
  enabled: boolean
  /** Undefined while the authentication that is there stays. */
  authentication: AuthenticationDraft | undefined
  timeLimitSeconds: string
  retryWaits: string
  triesOnce: boolean
  perSecond: string
  inFlight: string
}

export const emptyDraft: Draft = {
  url: '',
  resource: '',
  actions: [],
  description: '',
  enabled: true,
  authentication: noAuthentication,
  timeLimitSeconds: '',
  retryWaits: '',
  triesOnce: false,
  perSecond: '',
  inFlight: '',
}

/** A webhook as it is, to be written otherwise. */
export function draftOf(webhook: WebhookView): Draft {
  const { url, resource, actions, description, enabled, limits } = webhook
  const { timeLimitSeconds, retryWaitsSeconds } = webhook
  return {
    url,
    resource,
    actions,
    description,
    enabled,
    authentication: undefined,
    timeLimitSeconds: inField(timeLimitSeconds),
    retryWaits: (retryWaitsSeconds ?? []).map(inUnits).join(', '),
    triesOnce: retryWaitsSeconds?.length === 0,
    perSecond: inField(limits?.perSecond),
    inFlight: inField(limits?.inFlight),
  }
}

/** What was written of a webhook that has changed meanwhile: what somebody wrote here, and else the newest. */
export function rebased(written: Draft, before: Draft, newest: Draft): Draft {
  const names = Object.keys(newest) as (keyof Draft)[]
  const changed = names.filter(
    (name) => JSON.stringify(written[name]) !== JSON.stringify(before[name]),
  )
  return { ...newest, ...Object.fromEntries(changed.map((name) => [name, written[name]])) }
}

/** Begins with what may be read of the authentication that is replaced. */
export function replacing(webhook: WebhookView): AuthenticationDraft {
  return authenticationDraft(webhook.authentication)
}

function inField(value: number | undefined): string {
  return value === undefined ? '' : String(value)
}
