import { aDelivery, idOf, uuidOf } from '../../../support/builders.ts'
import { answering, aWorld } from '../worlds.ts'
import type { Case } from './case.ts'

export const ofTests: Case[] = [
  {
    line: 'POST /webhooks/{id}/test',
    status: 200,
    when: 'the receiver responds',
    world: () => answering({ kind: 'delivered', status: 200 }),
  },
  {
    line: 'POST /transformation-tests',
    status: 200,
    when: 'there is a result',
    asked: { body: { transformation: '{ "id": 1 }', event: 'order.added' } },
  },
  {
    line: 'POST /transformation-tests',
    status: 200,
    when: 'the expression is not JSONata',
    asked: { body: { transformation: '(', event: 'order.added' } },
  },
  {
    line: 'POST /filter-tests',
    status: 200,
    when: 'a sample and a recent event are tried',
    asked: { body: { filter: { resourceAction: ['ADDED'] }, event: 'subscription.added' } },
  },
  { line: 'POST /webhooks/{id}/test', status: 202, when: 'it takes too long' },
  {
    line: 'POST /webhooks/{id}/test',
    status: 413,
    when: 'its event is too large, but the body is not',
    asked: { body: { content: 'x'.repeat(204_700) } },
  },
]

const retry = 'POST /deliveries/{id}/retry'

export const ofDeliveries: Case[] = [
  { line: 'GET /deliveries', status: 200, when: 'there are some' },
  {
    line: 'GET /deliveries',
    status: 200,
    when: 'there are more',
    asked: { query: { limit: '1' } },
  },
  {
    line: 'GET /deliveries',
    status: 200,
    when: 'filtered',
    asked: { query: { status: 'failed', webhook: 'webhook-1' } },
  },
  {
    line: 'GET /deliveries',
    status: 200,
    when: 'filtered by everything',
    asked: {
      query: {
        webhook: 'webhook-1',
        status: 'failed',
        resource: 'SUBSCRIPTION',
        action: 'Added',
        eventType: 'subscription.added',
        from: '2026-01-01T00:00:00+01:00',
        to: '2027-01-01T00:00:00Z',
        statusCode: '503',
        reason: 'status 503',
        event: uuidOf(1),
        resourceUuid: 'subscription-1',
        businessId: 'subscription-1',
      },
    },
  },
  {
    line: 'GET /deliveries',
    status: 400,
    when: 'it ends before it starts',
    asked: { query: { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' } },
  },
  { line: 'GET /delivery-counts', status: 200, when: 'there are some' },
  {
    line: 'GET /delivery-counts',
    status: 200,
    when: 'filtered',
    asked: { query: { eventType: 'subscription.added' } },
  },
  ...[1, 2, 3, 4, 5].map((number): Case => ({
    line: `GET /deliveries/${idOf(`delivery-${number}`)}`,
    status: 200,
    when: 'it exists',
  })),
  { line: retry, status: 202, when: 'it failed' },
  {
    line: retry,
    status: 409,
    when: 'an attempt is in flight',
    world: () => aWorld({ deliveries: [aDelivery({ label: 'delivery-1' })] }),
  },
]

const stats = 'GET /webhooks/{id}/stats'

export const ofStats: Case[] = [
  { line: stats, status: 200, when: 'there are deliveries' },
  { line: stats, status: 200, when: 'there are none', world: () => aWorld({ deliveries: [] }) },
  ...['hour', 'day', 'week', 'month'].map((range): Case => ({
    line: stats,
    status: 200,
    when: `of the last ${range}`,
    asked: { query: { range } },
  })),
  {
    line: 'GET /stats',
    status: 200,
    when: 'one of the webhooks does not exist',
    asked: { query: { webhooks: 'webhook-1,webhook-9', range: 'hour' } },
  },
  { line: 'GET /stats', status: 400, when: 'no webhook is named' },
]
