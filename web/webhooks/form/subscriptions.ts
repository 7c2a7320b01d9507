import type { FieldError } from '../../api/api-error.ts'
import type { Action, ResourceType, WebhookView } from '../../api/views.ts'

/** One resource with its actions, as typed; `resource` may also be empty or `everyResource`. */
export type SubscriptionDraft = {
  resource: ResourceType | typeof everyResource | ''
  actions: readonly Action[]
}

/** Stands for every event of every resource, as in the API. */
export const everyResource = '*'

export const emptySubscription: SubscriptionDraft = { resource: '', actions: [] }

export function subscriptionDrafts(webhook: WebhookView): readonly SubscriptionDraft[] {
  const { events, subscriptions } = webhook
  return events.includes('*') ? [{ resource: everyResource, actions: [] }] : subscriptions
}

/** The fields of a body: `resource` and `actions` of one subscription, `events` of several. */
export function subscriptionFields(drafts: readonly SubscriptionDraft[]) {
  const [first = emptySubscription, ...others] = drafts
  const { resource, actions } = first
  if (others.length === 0 && resource !== everyResource && resource !== '') {
    return { resource, actions: [...actions] }
  }
  return { events: drafts.flatMap(eventTypes) }
}

/** What is missing, as errors at `subscriptions.0.resource` and the like. */
export function missingSubscriptions(
  drafts: readonly SubscriptionDraft[],
  message: string,
): FieldError[] {
  return drafts.flatMap(({ resource, actions }, index) => {
    const at = `subscriptions.${index}`
    const isMissing = resource !== everyResource && actions.length === 0
    return [
      ...(resource === '' ? [{ path: `${at}.resource`, message }] : []),
      ...(isMissing ? [{ path: `${at}.actions`, message }] : []),
    ]
  })
}

/** The event types that are named; none of `*`. */
export function eventTypesIn(drafts: readonly SubscriptionDraft[]): string[] {
  return drafts.flatMap(eventTypes).filter((event) => event !== everyResource)
}

function eventTypes({ resource, actions }: SubscriptionDraft): string[] {
  if (resource === everyResource) return ['*']
  return actions.map((action) => `${resource}.${action}`.toLowerCase())
}
