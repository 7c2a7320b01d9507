import { DeliveryView } from './delivery-schemas.ts'
import * as examples from './examples.ts'
import { FilterTestResults } from './trial-schemas.ts'
import { TestInput } from './inputs.ts'
import { FilterTrialInput } from './trial-inputs.ts'
import { type Operations, problemResponse } from './operation.ts'

export const testOperations: Operations = {
  'POST /filter-tests': {
    id: 'testFilter',
    tag: 'Tests',
    summary: 'Try a filter',
    description:
      'Says whether a filter matches a body, or the sample and the 10 most recent events of an event type. Nothing is ' +
      'stored or sent. Events that no webhook matched are not stored, and so not among the recent ones.',
    body: {
      schema: FilterTrialInput,
      examples: {
        event: { filter: examples.filter, event: 'order.changed' },
        body: { filter: examples.filter, body: examples.order },
      },
    },
    responses: {
      200: {
        description: 'Whether the filter matches, and if not, why',
        schema: FilterTestResults,
        examples: { event: examples.filterTest },
      },
    },
  },
  'POST /webhooks/{id}/test': {
    id: 'testWebhook',
    tag: 'Tests',
    summary: 'Send a test event',
    description:
      'Sends a fictional event and waits for the response, even if the webhook is disabled or its circuit is open, and ' +
      'regardless of its limits. If it is delivered, a pause of the webhook ends and what waits is sent; if it fails, the ' +
      'webhook’s deliveries go on as before.',
    body: {
      schema: TestInput,
      examples: {
        sample: {},
        own: { event: 'subscription.changed', content: { status: 'SUSPENDED' } },
        removed: { event: 'subscription.removed' },
      },
    },
    responses: {
      200: {
        description: 'The delivery with its only attempt',
        schema: DeliveryView,
        headers: ['location'],
        examples: { delivered: examples.testDelivery },
      },
      202: {
        description:
          'The test has no result yet after its time limit and 5 s, at most 25 s; `Location` has its delivery',
        schema: DeliveryView,
        headers: ['location'],
        examples: { pending: examples.pendingTest },
      },
      413: problemResponse(
        413,
        'The body is larger than 256 KiB, or the resulting event than 200 KiB',
        'Cannot send the test: its event is larger than 204800 bytes',
      ),
    },
  },
}
