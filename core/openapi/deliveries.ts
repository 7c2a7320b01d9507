import { DeliveryCounts, DeliveryView } from './delivery-schemas.ts'
import * as examples from './examples.ts'
import { countQuery, deliveryQuery } from './filters.ts'
import { RetryInput } from './inputs.ts'
import { type Operations, problemResponse } from './operation.ts'
import { DeliveryPage } from './lists.ts'

export const deliveryOperations: Operations = {
  'GET /deliveries': {
    id: 'listDeliveries',
    tag: 'Deliveries',
    summary: 'List deliveries',
    description:
      'Returns deliveries, newest first. Deliveries must match all filters. A filter but the time may be repeated: ' +
      '`status=failed&status=skipped` matches either.',
    query: deliveryQuery,
    responses: {
      200: {
        description: 'A page of deliveries',
        schema: DeliveryPage,
        examples: { page: { items: [examples.deliverySummary], cursor: examples.cursor } },
      },
    },
  },
  'GET /delivery-counts': {
    id: 'countDeliveries',
    tag: 'Deliveries',
    summary: 'Count deliveries',
    description:
      'Returns how many deliveries of each status match the filters of the list, up to 100 each.',
    query: countQuery,
    responses: {
      200: {
        description: 'The counts',
        schema: DeliveryCounts,
        examples: { counts: examples.deliveryCounts },
      },
    },
  },
  'GET /deliveries/{id}': {
    id: 'getDelivery',
    tag: 'Deliveries',
    summary: 'Retrieve a delivery',
    description: 'Returns a delivery with every attempt and its HTTP exchange.',
    responses: {
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
    summary: 'Retry a delivery',
    description:
      'Makes one more attempt immediately, regardless of the webhook’s limits, even if the delivery has failed. If this ' +
      'attempt fails, a waiting delivery keeps its next attempt, which comes at least one minute later.',
    body: { schema: RetryInput, examples: { nothing: {} } },
    responses: {
      202: {
        description: 'The delivery; its attempt is pending',
        schema: DeliveryView,
        headers: ['location'],
        examples: { requested: examples.retriedDelivery },
      },
      409: problemResponse(
        409,
        'An attempt is in progress, the webhook is disabled or deleted, the event is no longer stored, or the delivery was just changed',
        'Cannot retry the delivery: an attempt is in progress; wait for its outcome',
      ),
    },
  },
}
