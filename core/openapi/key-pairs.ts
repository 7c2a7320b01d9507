import * as examples from './examples.ts'
import { SwitchInput } from './inputs.ts'
import { type OperationDocs, type Operations, problemResponse } from './operation.ts'
import { WebhookView } from './webhook-schemas.ts'
import { stale } from './webhooks.ts'

type Responses = OperationDocs['responses']

/** What is documented of the owner of an OAuth2 client. */
type KeyOwner = Pick<OperationDocs, 'tag'> & {
  called: 'webhook' | 'integration'
  /** Ids of the two operations: the next key is made, and put to use. */
  ids: readonly [string, string]
  /** The owner with its keys, and what a stale version gets. */
  changed: Responses[200]
  stale: Responses[412]
}

/** The operations that make the next client key, and put it to use. */
export function clientKeyOperationsOf({ tag, called, ids, changed, stale }: KeyOwner) {
  const shared = {
    tag,
    headers: ['MayIfMatch'] as const,
    body: { schema: SwitchInput, examples: { nothing: {} } },
  }
  const responses = (description: string, detail: string) => ({
    200: changed,
    409: problemResponse(409, description, detail),
    412: stale,
  })
  const of = called === 'webhook' ? '' : ` of an ${called}`
  const [nextId, rotateId] = ids
  const next = {
    ...shared,
    id: nextId,
    summary: `Make the next client key${of}`,
    description:
      'Makes the key pair that is to replace the one of `PRIVATE_KEY_JWT`, and replaces the next one that was there. It signs nothing until it is put to use: register it at the token endpoint first.',
    responses: responses(
      `The ${called} does not use PRIVATE_KEY_JWT`,
      `Cannot change the client key: the ${called} does not use PRIVATE_KEY_JWT`,
    ),
  }
  const rotate = {
    ...shared,
    id: rotateId,
    summary: `Rotate the client key${of}`,
    description:
      'Puts the next key pair to use and forgets the one before. Access tokens that were issued stay in use until they are renewed.',
    responses: responses(
      'There is no next key',
      'Cannot rotate the client key: there is no next one; make it first',
    ),
  }
  return { next, rotate }
}

const ofWebhooks = clientKeyOperationsOf({
  tag: 'Webhooks',
  called: 'webhook',
  ids: ['makeNextClientKey', 'rotateClientKey'],
  changed: {
    description: 'The webhook, with the public halves of its client keys',
    schema: WebhookView,
    examples: { webhook: { ...examples.webhook, version: 2 } },
    headers: ['etag'],
  },
  stale,
})

export const clientKeyOperations: Operations = {
  'POST /webhooks/{id}/client-key': ofWebhooks.next,
  'POST /webhooks/{id}/client-key/rotate': ofWebhooks.rotate,
}
