import * as examples from './examples.ts'
import { RotationInput } from './inputs.ts'
import { type Operations, refusal } from './operation.ts'
import { SecretView, WebhookView } from './webhook-schemas.ts'
import { stale } from './webhooks.ts'

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
        schema: WebhookView,
        headers: ['etag'],
        examples: {
          webhook: {
            ...examples.webhook,
            version: 2,
            previousSecretValidUntil: '2026-02-23T02:13:52.601Z',
          },
        },
      },
      412: stale,
    },
  },
}
