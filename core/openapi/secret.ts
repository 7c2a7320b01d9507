import * as examples from './examples.ts'
import { RotationInput } from './inputs.ts'
import { type Operations, refusal } from './operation.ts'
import { SecretView, WebhookSettingsView } from './webhook-schemas.ts'

export const secretOperations: Operations = {
  'GET /webhooks/{id}/secret': {
    id: 'showSecret',
    tag: 'Signing secret',
    summary: 'Show the signing secret',
    description: 'The look is put on record: the webhook shows how often, when and by whom.',
    answers: {
      200: {
        description: 'The secret and, while one is kept, the one before',
        schema: SecretView,
        headers: ['etag'],
        examples: { secret: examples.signingSecret },
      },
      409: refusal(
        409,
        'The webhook is being changed all the time',
        'Cannot show the secret: the webhook is being changed; ask again',
      ),
    },
  },
  'POST /webhooks/{id}/secret/rotate': {
    id: 'rotateSecret',
    tag: 'Signing secret',
    summary: 'Make a new signing secret',
    description: 'Requests are signed with both secrets until the one before ends.',
    headers: ['MayIfMatch'],
    body: { schema: RotationInput, examples: { usual: {}, atOnce: { keepPreviousHours: 0 } } },
    answers: {
      200: {
        description: 'The webhook, with the end of the secret before',
        schema: WebhookSettingsView,
        headers: ['etag'],
        examples: {
          webhook: {
            ...examples.webhookSettings,
            version: 2,
            previousSecretValidUntil: '2026-11-23T02:13:52.601Z',
          },
        },
      },
      412: refusal(
        412,
        'The webhook was changed since it was read',
        'Cannot change: the version is 4, not "3"; read it again',
      ),
    },
  },
}
