import type { WebhookView } from '../api/views.ts'
import type { Text } from '../text/use-text.ts'
import { placeOf } from './form/draft.ts'

/** How the router proves who it is: to an event bus or a queue by a role. */
export function authenticationName(webhook: WebhookView, text: Text['webhook']): string {
  return placeOf(webhook) === 'url'
    ? text.authentication[webhook.authentication.type]
    : text.authenticationByRole
}
