import * as examples from './examples.ts'
import { SwitchInput } from './inputs.ts'
import type { Operations } from './operation.ts'
import { ChangedWebhookView, WebhookView } from './webhook-schemas.ts'
import { stale } from './webhooks.ts'

export const switchOperations: Operations = {
  'POST /webhooks/{id}/enable': {
    id: 'enableWebhook',
    tag: 'Webhooks',
    summary: 'Enable a webhook',
    description:
      'As a change of `enabled` does: the receiver is asked first, which takes at most 25 s, and `probe` says what it ' +
      'answered. If that failed, the webhook is enabled with its circuit open, and events wait. One that is enabled ' +
      'already stays as it is.',
    headers: ['MayIfMatch'],
    body: { schema: SwitchInput, examples: { nothing: {} } },
    answers: {
      200: {
        description: 'The webhook, which is enabled',
        schema: ChangedWebhookView,
        headers: ['etag'],
        examples: { enabled: examples.enabledWebhook, before: examples.webhook },
      },
      412: stale,
    },
  },
  'POST /webhooks/{id}/disable': {
    id: 'disableWebhook',
    tag: 'Webhooks',
    summary: 'Disable a webhook',
    description:
      'From now on its deliveries are skipped. One that is disabled already stays as it is.',
    headers: ['MayIfMatch'],
    body: { schema: SwitchInput, examples: { nothing: {} } },
    answers: {
      200: {
        description: 'The webhook, which is disabled',
        schema: WebhookView,
        headers: ['etag'],
        examples: { disabled: examples.disabledWebhook },
      },
      412: stale,
    },
  },
}
