import type { IntegrationEventInput } from './event-input.ts'
import type { IntegrationEventType } from './event-types.ts'

/** What an event changes: while one is pending, no other event may change the same. */
const subjects: Partial<Record<IntegrationEventType, 'subscription' | 'assignment' | 'add-on'>> = {
  SUBSCRIPTION_ORDER: 'subscription',
  SUBSCRIPTION_CHANGE: 'subscription',
  SUBSCRIPTION_CANCEL: 'subscription',
  USER_ASSIGNMENT: 'assignment',
  USER_UNASSIGNMENT: 'assignment',
  ADDON_ORDER: 'add-on',
  ADDON_CHANGE: 'add-on',
  ADDON_CANCEL: 'add-on',
  ADDON_BIND: 'add-on',
  ADDON_UNBIND: 'add-on',
}

/**
 * The subscription, assignment or add-on that an event changes; undefined for notices, for changes of
 * a user's data, and for tests.
 */
export function subjectOf(asked: IntegrationEventInput): string | undefined {
  const kind = subjects[asked.type]
  if (kind === undefined || asked.flag === 'STATELESS') return undefined
  const { user, addonInstance } = asked.payload
  const subscription = subscriptionOf(asked)
  switch (kind) {
    case 'subscription':
      return subscription
    case 'assignment':
      return JSON.stringify([subscription, user?.uuid])
    case 'add-on':
      return JSON.stringify([
        subscription,
        addonInstance?.id ?? asked.payload.order?.addonOfferingCode,
      ])
  }
}

/** The subscription: its id where the marketplace sends one, or else its account or its company. */
export function subscriptionOf({ subscription, payload }: IntegrationEventInput): string {
  const { account, company } = payload
  return (
    subscription ??
    account?.accountIdentifier ??
    account?.parentAccountIdentifier ??
    company?.uuid ??
    ''
  )
}
