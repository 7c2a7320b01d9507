import { statusOf } from '../api/api-error.ts'
import type { WebhookView } from '../api/views.ts'
import { webhookName } from '../api/webhook-names.ts'
import type { Text } from '../text/use-text.ts'
import { toMessage } from './error-alert.tsx'
import type { Notice } from './notify.ts'

/** The message after a change of a webhook failed. */
export function failureNotice(
  webhook: Pick<WebhookView, 'id' | 'url' | 'description'>,
  error: unknown,
  text: Text,
): Notice {
  const name = webhookName(webhook)
  const content =
    statusOf(error) === 404
      ? text.webhooks.alreadyDeleted(name)
      : text.webhooks.notChanged(name, toMessage(error, text))
  return { type: 'error', content, about: webhook.id }
}
