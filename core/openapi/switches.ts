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
      'Sends a probe to the receiver, which takes at most 25 s; `probe` has its result. If the probe fails, the webhook is ' +
      'enabled with its circuit open, and events wait. Has no effect on an enabled webhook. Setting `enabled` in an update ' +
      'does the same.',
    headers: ['MayIfMatch'],
    body: { schema: SwitchInput, examples: { nothing: {} } },
    responses: {
      200: {
        description: 'The enabled webhook',
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
      'Deliveries to the webhook are skipped from now on. Has no effect on a disabled webhook.',
    headers: ['MayIfMatch'],
    body: { schema: SwitchInput, examples: { nothing: {} } },
    responses: {
      200: {
        description: 'The disabled webhook',
        schema: WebhookView,
        headers: ['etag'],
        examples: { disabled: examples.disabledWebhook },
      },
      412: stale,
    },
  },
}
