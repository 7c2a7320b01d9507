import * as examples from './examples.ts'
import { SwitchInput } from './inputs.ts'
import { type Operations, problemResponse } from './operation.ts'
import { WebhookView } from './webhook-schemas.ts'
import { stale } from './webhooks.ts'

const body = { schema: SwitchInput, examples: { nothing: {} } }

const changed = {
  description: 'The webhook, with the public halves of its client keys',
  schema: WebhookView,
  examples: { webhook: { ...examples.webhook, version: 2 } },
}

export const clientKeyOperations: Operations = {
  'POST /webhooks/{id}/client-key': {
    id: 'makeNextClientKey',
    tag: 'Webhooks',
    summary: 'Make the next client key',
    description:
      'Makes the key pair that is to replace the one of `PRIVATE_KEY_JWT`, and replaces the next one that was there. It signs nothing until it is put to use: register it at the token endpoint first.',
    headers: ['MayIfMatch'],
    body,
    responses: {
      200: { ...changed, headers: ['etag'] },
      409: problemResponse(
        409,
        'The webhook does not use PRIVATE_KEY_JWT',
        'Cannot change the client key: the webhook does not use PRIVATE_KEY_JWT',
      ),
      412: stale,
    },
  },
  'POST /webhooks/{id}/client-key/rotate': {
    id: 'rotateClientKey',
    tag: 'Webhooks',
    summary: 'Rotate the client key',
    description:
      'Puts the next key pair to use and forgets the one before. Access tokens that were issued stay in use until they are renewed.',
    headers: ['MayIfMatch'],
    body,
    responses: {
      200: { ...changed, headers: ['etag'] },
      409: problemResponse(
        409,
        'There is no next key',
        'Cannot rotate the client key: there is no next one; make it first',
      ),
      412: stale,
    },
  },
}
