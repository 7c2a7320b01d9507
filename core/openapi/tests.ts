import { DeliveryView } from './delivery-schemas.ts'
import * as examples from './examples.ts'
import { TestInput } from './inputs.ts'
import { type Operations, refusal } from './operation.ts'

export const testOperations: Operations = {
  'POST /webhooks/{id}/test': {
    id: 'testWebhook',
    tag: 'Tests',
    summary: 'Send a test',
    description:
      'Sends an event that did not happen, also while the webhook is disabled or its circuit open, and whatever its ' +
      'limits, and waits for the answer. Nothing depends on it.',
    body: {
      schema: TestInput,
      examples: {
        sample: {},
        own: { event: 'subscription.changed', content: { status: 'SUSPENDED' } },
        removed: { event: 'subscription.removed' },
      },
    },
    answers: {
      200: {
        description: 'The delivery and its one attempt',
        schema: DeliveryView,
        headers: ['location'],
        examples: { delivered: examples.testDelivery },
      },
      202: {
        description: 'It takes longer than 25 s; look at it at `Location`',
        schema: DeliveryView,
        headers: ['location'],
        examples: { pending: examples.testOnItsWay },
      },
      413: refusal(
        413,
        'The body, or the event that it makes, is larger than 200 KiB',
        'Cannot send the test: its event is larger than 204800 bytes',
      ),
    },
  },
}
