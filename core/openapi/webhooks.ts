import * as examples from './examples.ts'
import { webhookQuery } from './filters.ts'
import { NewWebhookInput, WebhookChangeInput } from './inputs.ts'
import { type Operations, problemResponse } from './operation.ts'
import { WebhookPage } from './lists.ts'
import { ChangedWebhookView, WebhookView } from './webhook-schemas.ts'

const conflict = problemResponse(
  409,
  'Another webhook sends one of these events to the same URL',
  "Cannot save: the webhook 'b59483b4' already sends one of these events to this URL",
)

const conflictOrLimit = {
  ...conflict,
  description: `${conflict.description}, or the marketplace has as many webhooks as it may have`,
}

export const stale = problemResponse(
  412,
  'The webhook has changed since it was read',
  'Cannot change: the version is 4, not "3"; read it again',
)

export const webhookOperations: Operations = {
  'POST /webhooks': {
    id: 'createWebhook',
    tag: 'Webhooks',
    summary: 'Create a webhook',
    description: 'Sends events of the resource to the URL from now on.',
    body: {
      schema: NewWebhookInput,
      examples: { token: examples.newWebhook, oauth2: examples.webhookWithOAuth2 },
    },
    responses: {
      201: {
        description: 'The created webhook',
        schema: WebhookView,
        headers: ['etag', 'location'],
        examples: { webhook: examples.webhook },
      },
      409: conflictOrLimit,
    },
  },
  'GET /webhooks': {
    id: 'listWebhooks',
    tag: 'Webhooks',
    summary: 'List webhooks',
    description:
      'Returns the webhooks of the marketplace, with the health of their receivers. Webhooks must match all filters.',
    query: webhookQuery,
    responses: {
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
    summary: 'Retrieve a webhook',
    description:
      'Returns a webhook. Secrets are never returned; `hasToken` says that a token is set.',
    responses: {
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
    summary: 'Update a webhook',
    description:
      'Changes only the fields in the body. Changing the origin of the URL requires the authentication again, as stored ' +
      'secrets are not sent to another origin. Enabling a webhook waits for a probe of the receiver, at most 25 s. If the ' +
      'probe fails, the webhook is enabled with its circuit open, and events wait.',
    headers: ['IfMatch'],
    body: {
      schema: WebhookChangeInput,
      examples: {
        description: { description: 'CRM of the sales team' },
        enable: { enabled: true },
        settings: { timeLimitSeconds: 5, limits: null },
      },
    },
    responses: {
      200: {
        description: 'The updated webhook',
        schema: ChangedWebhookView,
        headers: ['etag'],
        examples: { changed: examples.webhook, enabled: examples.enabledWebhook },
      },
      409: conflict,
      412: stale,
      428: problemResponse(
        428,
        '`If-Match` is missing',
        'Cannot change: If-Match is missing; send the version that you read, such as "3"',
      ),
    },
  },
  'DELETE /webhooks/{id}': {
    id: 'deleteWebhook',
    tag: 'Webhooks',
    summary: 'Delete a webhook',
    description: 'Deletes a webhook. Its waiting deliveries are dropped.',
    headers: ['MayIfMatch'],
    responses: {
      204: { description: 'Deleted' },
      400: problemResponse(
        400,
        '`If-Match` is not a version',
        'Cannot read If-Match: it must be a version in quotes, such as "3"',
      ),
      412: stale,
    },
  },
}
