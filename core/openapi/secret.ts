import * as examples from './examples.ts'
import { RotationInput } from './inputs.ts'
import { type Operations, problemResponse } from './operation.ts'
import { SecretView, WebhookView } from './webhook-schemas.ts'
import { stale } from './webhooks.ts'

export const secretOperations: Operations = {
  'GET /webhooks/{id}/secret': {
    id: 'showSecret',
    tag: 'Signing secret',
    summary: 'Retrieve the signing secret',
    description:
      'Returns the secret that signs requests. Each read is recorded in the audit log, and in the webhook.',
    responses: {
      200: {
        description: 'The secret and, while it is still used, the previous one',
        schema: SecretView,
        examples: { secret: examples.signingSecret },
      },
      409: problemResponse(
        409,
        'The webhook keeps changing',
        'Cannot show the secret: the webhook keeps changing; try again',
      ),
    },
  },
  'POST /webhooks/{id}/secret/rotate': {
    id: 'rotateSecret',
    tag: 'Signing secret',
    summary: 'Rotate the signing secret',
    description:
      'Creates a new secret. Requests are signed with both secrets until the previous one expires.',
    headers: ['MayIfMatch'],
    body: {
      schema: RotationInput,
      examples: { default: {}, immediately: { keepPreviousHours: 0 } },
    },
    responses: {
      200: {
        description: 'The webhook, with the expiry of the previous secret',
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
