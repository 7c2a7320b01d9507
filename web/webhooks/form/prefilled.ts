import type { Action, ResourceType, WebhookView } from '../../api/views.ts'
import { authenticationDraft } from './authentication-draft.ts'
import { type Draft, draftOf, emptyDraft } from './draft.ts'

/** A new webhook for an event type such as `order.added`; empty for any other text. */
export function draftFor(eventType: string): Draft {
  const [, resource, action] = /^([a-z_]+)\.([a-z]+)$/.exec(eventType) ?? []
  if (resource === undefined || action === undefined) return emptyDraft
  const subscription = {
    resource: resource.toUpperCase() as ResourceType,
    actions: [action.toUpperCase() as Action],
  }
  return { ...emptyDraft, subscriptions: [subscription] }
}

/** A new webhook like this one. Secrets are not copied: neither those of the authentication nor a masked URL. */
export function copyOf(webhook: WebhookView, description: string): Draft {
  return {
    ...draftOf(webhook),
    url: webhook.url.includes('***') ? '' : webhook.url,
    description,
    authentication: authenticationDraft(webhook.authentication),
  }
}
