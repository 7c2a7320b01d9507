import * as examples from './examples.ts'
import { KeyRotationInput, RotationInput } from './inputs.ts'
import { type Operations, problemResponse } from './operation.ts'
import { PublicKeySet, SecretView, WebhookView } from './webhook-schemas.ts'
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
  'POST /webhooks/{id}/key/rotate': {
    id: 'rotateKey',
    tag: 'Signing secret',
    summary: 'Rotate the signing key',
    description:
      'Creates a new key pair for `v1a` signatures. Requests are signed with both keys until the previous one expires.',
    headers: ['MayIfMatch'],
    body: {
      schema: KeyRotationInput,
      examples: { default: {}, immediately: { keepPreviousHours: 0 } },
    },
    responses: {
      200: {
        description: 'The webhook with its public keys',
        schema: WebhookView,
        headers: ['etag'],
        examples: { webhook: { ...examples.webhook, version: 2, ...examples.publicKeys } },
      },
      409: problemResponse(
        409,
        'The webhook has no v1a signatures',
        'Cannot rotate the key: the webhook has no v1a signatures',
      ),
      412: stale,
    },
  },
  'GET /.well-known/webhook-keys/{marketplace}/{id}': {
    id: 'getPublicKeys',
    tag: 'Signing secret',
    summary: 'Retrieve the public keys of a webhook',
    description:
      'The keys that verify the `v1a` signatures of a webhook’s requests, the newest first. Requires no token.',
    responses: {
      200: {
        description: 'The public keys',
        schema: PublicKeySet,
        headers: ['cache-control'],
        examples: { keys: examples.publicKeySet },
      },
    },
  },
}
