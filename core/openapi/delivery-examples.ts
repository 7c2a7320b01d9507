import { at, id, newWebhook, webhook } from './webhook-examples.ts'

/** Example deliveries and events. */

const lastAttempt = { number: 1, startedAt: at, durationMs: 34, outcome: 'delivered', status: 204 }

const attempt = {
  ...lastAttempt,
  durations: { dnsMs: 2, connectMs: 8, tlsMs: 11, firstByteMs: 30, totalMs: 31 },
  address: '203.0.113.7',
  request: {
    url: newWebhook.url,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-appdirect-webhook-token': '[redacted]',
    },
  },
  response: { headers: { server: 'nginx' }, body: { text: '' } },
}

export const delivered = {
  id: '3a2de4760052c048a459ca7a6d01ddec',
  webhook: id,
  event: {
    uuid: '9c85aa3d-5955-47f8-9580-ac3480903f0e',
    timestamp: 1700000000000,
    resource: { type: 'SUBSCRIPTION', uuid: '0b2c1f7e-1111-4c3f-9a55-3f1c2d4e5f60' },
    resourceAction: 'ADDED',
  },
  status: 'successful',
  createdAt: at,
  attemptCount: 1,
}

export const deliverySummary = { ...delivered, lastAttempt }

export const delivery = { ...delivered, attempts: [attempt] }

export const testDelivery = { ...delivery, isTest: true }

export const pendingTest = {
  ...delivered,
  status: 'pending',
  attemptCount: 0,
  isTest: true,
  attempts: [],
}

export const retriedDelivery = {
  ...delivery,
  status: 'pending',
  requested: { by: 'manager@acme', at },
}

export const enabledWebhook = {
  ...webhook,
  version: 2,
  probe: { delivery: delivery.id, succeeded: true, attempt },
}

export const event = {
  timestamp: 1700000000000,
  resource: {
    type: 'SUBSCRIPTION',
    uuid: '0b2c1f7e-1111-4c3f-9a55-3f1c2d4e5f60',
    url: 'https://acme.example.com/api/billing/v1/subscriptions/0b2c1f7e',
    content: { status: 'ACTIVE', endDate: null },
  },
  resourceAction: 'ADDED',
}

export const eventWithDeliveries = {
  event: { uuid: delivered.event.uuid, ...event },
  deliveries: [deliverySummary],
}

const exactly = (count: number) => ({ count, isExact: true })

export const deliveryCounts = {
  pending: exactly(2),
  successful: { count: 100, isExact: false },
  failed: exactly(3),
  skipped: exactly(0),
  dropped: exactly(0),
}
const { content, ...resource } = event.resource

const unwanted = {
  reason: 'action',
  explanation: '1 webhook has the resource SUBSCRIPTION, and not the action ADDED',
  webhookCount: 1,
  webhooks: [delivered.webhook],
}

const unwantedLine = { ...eventWithDeliveries.event, resource }

export const unwantedEvent = { event: unwantedLine, deliveries: [], unwanted }

export const eventSummaries = [
  { event: unwantedLine, acceptedAt: delivered.createdAt, deliveryCount: 1 },
  {
    event: { ...unwantedLine, uuid: '4f1c0d3e-7a52-4c1b-9d0e-5b8a6f2e1c77' },
    acceptedAt: delivered.createdAt,
    deliveryCount: 0,
    unwanted,
  },
]
