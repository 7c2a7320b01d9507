import type { WebhookView } from '../../api/views.ts'
import { formatSeconds } from '../../shared/format.ts'
import {
  type AuthenticationDraft,
  authenticationDraft,
  noAuthentication,
} from './authentication-draft.ts'
import { type CertificateDraft, certificateDraft, noCertificates } from './certificate-draft.ts'
import type { NamedValue } from '../../shared/named-values.tsx'
import { emptySubscription, type SubscriptionDraft, subscriptionDrafts } from './subscriptions.ts'

/** Where a webhook is: the name of its field in the API. */
export type Place = 'url' | 'eventBus' | 'queue'

/** Which signatures requests have. */
export type Signatures = 'v1' | 'v1a' | 'both'

/** The form's values, valid or not. */
export type Draft = {
  place: Place
  /** A URL, or the ARN of an event bus or a queue. */
  url: string
  roleArn: string
  subscriptions: readonly SubscriptionDraft[]
  description: string
  /** One address a line. */
  notify: string
  /** JSON text; empty without a filter. */
  filter: string
  enabled: boolean
  /** Undefined while the stored authentication does not change. */
  authentication: AuthenticationDraft | undefined
  timeLimitSeconds: string
  retryWaits: string
  triesOnce: boolean
  perSecond: string
  inFlight: string
  /** Lists of statuses, such as `302, 404`. */
  acceptedStatuses: string
  finalStatuses: string
  isOrdered: boolean
  headers: readonly NamedValue[]
  payload: 'FULL' | 'THIN' | 'TRANSFORMED'
  signatures: Signatures
  /** JSONata; it stays while another payload is chosen. */
  transformation: string
  certificates: CertificateDraft
}

export const emptyDraft: Draft = {
  place: 'url',
  url: '',
  roleArn: '',
  subscriptions: [emptySubscription],
  description: '',
  notify: '',
  filter: '',
  enabled: true,
  authentication: noAuthentication,
  timeLimitSeconds: '',
  retryWaits: '',
  triesOnce: false,
  perSecond: '',
  inFlight: '',
  acceptedStatuses: '',
  finalStatuses: '',
  isOrdered: false,
  headers: [],
  payload: 'FULL',
  signatures: 'v1',
  transformation: '',
  certificates: noCertificates,
}

export function draftOf(webhook: WebhookView): Draft {
  const { url, description, notify = [], filter, enabled, limits } = webhook
  const { timeLimitSeconds, retryWaitsSeconds } = webhook
  return {
    place: placeOf(webhook),
    url,
    roleArn: (webhook.eventBus ?? webhook.queue)?.roleArn ?? '',
    subscriptions: subscriptionDrafts(webhook),
    description,
    notify: notify.join('\n'),
    filter: filter === undefined ? '' : JSON.stringify(filter, null, 2),
    enabled,
    authentication: undefined,
    timeLimitSeconds: fieldText(timeLimitSeconds),
    retryWaits: (retryWaitsSeconds ?? []).map(formatSeconds).join(', '),
    triesOnce: retryWaitsSeconds?.length === 0,
    perSecond: fieldText(limits?.perSecond),
    inFlight: fieldText(limits?.inFlight),
    ...requestDraftOf(webhook),
  }
}

export function placeOf({ eventBus, queue }: Pick<WebhookView, 'eventBus' | 'queue'>): Place {
  if (eventBus !== undefined) return 'eventBus'
  return queue === undefined ? 'url' : 'queue'
}

/** The settings of requests and their order. */
function requestDraftOf(webhook: WebhookView) {
  const { payload = 'FULL', transformation, ordering } = webhook
  const { acceptedStatuses = [], finalStatuses = [], headers = [] } = webhook
  return {
    acceptedStatuses: acceptedStatuses.join(', '),
    finalStatuses: finalStatuses.join(', '),
    isOrdered: ordering === 'RESOURCE',
    headers: headers.map(({ name, value = '', secret: isSecret = false }) => ({
      name,
      value,
      isSecret,
    })),
    payload: transformation === undefined ? payload : ('TRANSFORMED' as const),
    signatures: signaturesOf(webhook),
    transformation: transformation ?? '',
    certificates: certificateDraft(webhook),
  }
}

function signaturesOf({ signatures = ['v1'] }: WebhookView): Signatures {
  if (!signatures.includes('v1a')) return 'v1'
  return signatures.includes('v1') ? 'both' : 'v1a'
}

/** The user's changes on top of the latest version. */
export function rebased(draft: Draft, before: Draft, newest: Draft): Draft {
  const names = Object.keys(newest) as (keyof Draft)[]
  const changed = names.filter(
    (name) => JSON.stringify(draft[name]) !== JSON.stringify(before[name]),
  )
  return { ...newest, ...Object.fromEntries(changed.map((name) => [name, draft[name]])) }
}

/** Starts with the stored authentication, without its secrets. */
export function replacementDraft(webhook: WebhookView): AuthenticationDraft {
  return authenticationDraft(webhook.authentication)
}

function fieldText(value: number | undefined): string {
  return value === undefined ? '' : String(value)
}
