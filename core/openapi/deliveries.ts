import { DeliveryView } from './delivery-schemas.ts'
import * as examples from './examples.ts'
import { deliveryQuery } from './filters.ts'
import { RetryInput } from './inputs.ts'
import { type Operations, refusal } from './operation.ts'
import { DeliveryPage } from './pages.ts'

export const deliveryOperations: Operations = {
  'GET /deliveries': {
    id: 'listDeliveries',
    tag: 'Deliveries',
    summary: 'List deliveries',
    description: 'Newest first. Each filter narrows the list further.',
    query: deliveryQuery,
    answers: {
      200: {
        description: 'A page of deliveries',
        schema: DeliveryPage,
        examples: { page: { items: [examples.deliverySummary], cursor: examples.cursor } },
      },
    },
  },
  'GET /deliveries/{id}': {
    id: 'getDelivery',
    tag: 'Deliveries',
    summary: 'Show a delivery',
    description: 'With every attempt, and with what is kept of their calls.',
    answers: {
      200: {
        description: 'The delivery',
        schema: DeliveryView,
        examples: { delivered: examples.delivery },
      },
    },
  },
  'POST /deliveries/{id}/retry': {
    id: 'retryDelivery',
    tag: 'Deliveries',
    summary: 'Try a delivery now',
    description:
      'It gets one more attempt at once, whatever the limits of its webhook, also when it had failed for good. When that ' +
      'fails, a delivery that waits keeps its next attempt, moved to a minute after this one at least.',
    body: { schema: RetryInput, examples: { nothing: {} } },
    answers: {
      202: {
        description: 'The delivery, which waits for the attempt',
        schema: DeliveryView,
        headers: ['location'],
        examples: { requested: examples.retriedDelivery },
      },
      409: refusal(
        409,
        'An attempt is in progress, the webhook is disabled or was removed, the event is stored no more, or the delivery was changed just now',
        'Cannot retry the delivery: an attempt is in progress; wait for how it ends',
      ),
    },
  },
}
