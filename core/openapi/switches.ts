import * as examples from './examples.ts'
import { SwitchInput } from './inputs.ts'
import { type Operations, problemResponse } from './operation.ts'
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
  'POST /webhooks/{id}/probe': {
    id: 'probeWebhook',
    tag: 'Webhooks',
    summary: 'Try a webhook now',
    description:
      'Sends a test event to the receiver immediately, although the webhook is paused, and waits for the response, which ' +
      'takes at most 25 s; `probe` has its result. If it is delivered, the pause ends and what waits is sent; otherwise the ' +
      'next probe stays as it was planned.',
    body: { schema: SwitchInput, examples: { nothing: {} } },
    responses: {
      200: {
        description: 'The webhook after the probe',
        schema: ChangedWebhookView,
        headers: ['etag'],
        examples: { resumed: examples.enabledWebhook },
      },
      409: problemResponse(
        409,
        'The webhook is disabled',
        'Cannot probe: the webhook is disabled; enabling it sends a probe',
      ),
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
