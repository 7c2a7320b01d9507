import * as examples from './examples.ts'
import { webhookQuery } from './filters.ts'
import { NewWebhookInput, WebhookChangeInput } from './inputs.ts'
import { type Operations, refusal } from './operation.ts'
import { WebhookPage } from './pages.ts'
import { ChangedWebhookView, WebhookView } from './webhook-schemas.ts'

const conflict = refusal(
  409,
  'Another webhook sends one of these events to this URL',
  "Cannot save: the webhook 'b59483b4' already sends one of these events to this URL",
)

export const stale = refusal(
  412,
  'The webhook was changed since it was read',
  'Cannot change: the version is 4, not "3"; read it again',
)

export const webhookOperations: Operations = {
  'POST /webhooks': {
    id: 'createWebhook',
    tag: 'Webhooks',
    summary: 'Add a webhook',
    description: 'From now on, what happens to the resource is sent to the URL.',
    body: {
      schema: NewWebhookInput,
      examples: { token: examples.newWebhook, oauth2: examples.webhookWithOAuth2 },
    },
    answers: {
      201: {
        description: 'The webhook',
        schema: WebhookView,
        headers: ['etag', 'location'],
        examples: { webhook: examples.webhook },
      },
      409: conflict,
    },
  },
  'GET /webhooks': {
    id: 'listWebhooks',
    tag: 'Webhooks',
    summary: 'List webhooks',
    description:
      'The webhooks of the marketplace, with how their receivers fare. Each filter narrows the list further.',
    query: webhookQuery,
    answers: {
      200: {
        description: 'A page of webhooks',
        schema: WebhookPage,
        examples: {
          page: { items: [examples.webhook], cursor: examples.cursor },
          failing: { items: [examples.failingWebhook] },
        },
      },
    },
  },
  'GET /webhooks/{id}': {
    id: 'getWebhook',
    tag: 'Webhooks',
    summary: 'Show a webhook',
    description: 'What is secret is never shown: `hasToken` says that there is a token.',
    answers: {
      200: {
        description: 'The webhook',
        schema: WebhookView,
        examples: { healthy: examples.webhook, failing: examples.failingWebhook },
      },
    },
  },
  'PATCH /webhooks/{id}': {
    id: 'changeWebhook',
    tag: 'Webhooks',
    summary: 'Change a webhook',
    description:
      'Only what the body has is changed. Who moves the URL to another origin gives the authentication again: a stored ' +
      'secret is sent to nobody else. Who enables a webhook waits until its receiver was asked, at most 25 s. If that ' +
      'failed, the webhook is enabled with its circuit open, and events wait.',
    headers: ['IfMatch'],
    body: {
      schema: WebhookChangeInput,
      examples: {
        description: { description: 'CRM of the sales team' },
        enable: { enabled: true },
        settings: { timeLimitSeconds: 5, limits: null },
      },
    },
    answers: {
      200: {
        description: 'The webhook after the change',
        schema: ChangedWebhookView,
        headers: ['etag'],
        examples: { changed: examples.webhook, enabled: examples.enabledWebhook },
      },
      409: conflict,
      412: stale,
      428: refusal(
        428,
        '`If-Match` is missing',
        'Cannot change: If-Match with the version that you read is needed, such as "3"',
      ),
    },
  },
  'DELETE /webhooks/{id}': {
    id: 'removeWebhook',
    tag: 'Webhooks',
    summary: 'Remove a webhook',
    description: 'What waits for it is dropped.',
    headers: ['MayIfMatch'],
    answers: {
      204: { description: 'It is no more' },
      400: refusal(
        400,
        '`If-Match` is no version',
        'Cannot read If-Match: it must be a version in quotes, such as "3"',
      ),
      412: stale,
    },
  },
}
