import * as examples from './integration-examples.ts'
import { clientKeyOperationsOf } from './key-pairs.ts'
import type { Operations } from './operation.ts'
import { IntegrationView } from './product-schemas.ts'
import { stale } from './products.ts'

const ofProducts = clientKeyOperationsOf({
  tag: 'Products',
  called: 'integration',
  ids: ['makeNextProductClientKey', 'rotateProductClientKey'],
  changed: {
    description: 'The integration, with the public halves of its client keys',
    schema: IntegrationView,
    examples: { integration: examples.integration },
    headers: ['etag'],
  },
  stale,
})

export const productKeyOperations: Operations = {
  'POST /products/{id}/integration/client-key': ofProducts.next,
  'POST /products/{id}/integration/client-key/rotate': ofProducts.rotate,
}
