import * as examples from './integration-examples.ts'
import { SwitchInput } from './inputs.ts'
import { type Operations, problemResponse } from './operation.ts'
import { IntegrationView } from './product-schemas.ts'
import { stale } from './products.ts'

const body = { schema: SwitchInput, examples: { nothing: {} } }

const changed = {
  description: 'The integration, with the public halves of its client keys',
  schema: IntegrationView,
  examples: { integration: examples.integration },
}

export const productKeyOperations: Operations = {
  'POST /products/{id}/integration/client-key': {
    id: 'makeNextProductClientKey',
    tag: 'Products',
    summary: 'Make the next client key of an integration',
    description:
      'Makes the key pair that is to replace the one of `PRIVATE_KEY_JWT`, and replaces the next one that was there. It signs nothing until it is put to use: register it at the token endpoint first.',
    headers: ['MayIfMatch'],
    body,
    responses: {
      200: { ...changed, headers: ['etag'] },
      409: problemResponse(
        409,
        'The integration does not use PRIVATE_KEY_JWT',
        'Cannot change the client key: the integration does not use PRIVATE_KEY_JWT',
      ),
      412: stale,
    },
  },
  'POST /products/{id}/integration/client-key/rotate': {
    id: 'rotateProductClientKey',
    tag: 'Products',
    summary: 'Rotate the client key of an integration',
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
