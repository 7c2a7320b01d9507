/** What the examples of the document are made of. */

const at = '2026-11-22T02:13:52.601Z'
const id = 'c7f091dc-9813-4e04-a221-63814f543cf4'

export const newWebhook = {
  url: 'https://crm.example.com/hook',
  resource: 'SUBSCRIPTION',
  actions: ['ADDED', 'REMOVED'],
  authentication: { type: 'TOKEN', token: 's3cr3t' },
  description: 'CRM',
}

export const webhookWithOAuth2 = {
  ...newWebhook,
  authentication: {
    type: 'OAUTH2_CLIENT_CREDENTIALS',
    accessTokenUri: 'https://id.example.com/oauth2/token',
    clientId: 'postrider',
    clientSecret: 'cl13nt-s3cr3t',
    scope: 'events:receive',
    extraParameters: { audience: 'https://crm.example.com' },
  },
  timeLimitSeconds: 10,
  retryWaitsSeconds: [60, 300],
  limits: { perSecond: 20, inFlight: 5 },
}

export const webhookSettings = {
  ...newWebhook,
  id,
  authentication: { type: 'TOKEN', hasToken: true },
  enabled: true,
  version: 1,
  createdAt: at,
  createdBy: 'manager@acme',
  changedAt: at,
  changedBy: 'manager@acme',
  secretShownTimes: 0,
}

export const webhook = { ...webhookSettings, health: { state: 'healthy' } }

export const failingWebhook = {
  ...webhook,
  health: {
    state: 'circuit open',
    failingSince: at,
    failures: 12,
    because: 'status 503',
    nextProbeAt: '2026-11-22T02:20:00.000Z',
  },
}

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

const delivered = {
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

export const testOnItsWay = {
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

const range = { from: '2026-11-21T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' }

export const recoveryStart = { from: range.from, to: range.to, statuses: ['failed'] }

export const recoveryCount = { ...recoveryStart, counts: { failed: 1234 }, total: 1234 }

export const recovery = {
  id: '1f3c5a52-0a4e-4c0a-8f9b-5a4a5f3c9a10',
  webhook: id,
  status: 'running',
  ...recoveryStart,
  total: 1234,
  recovered: 200,
  createdAt: at,
  by: 'manager@acme',
}

export const cancelledRecovery = {
  ...recovery,
  status: 'cancelled',
  because: 'cancelled by manager@acme',
  endedAt: at,
}

const secret = 'whsec_bm90IGEgc2VjcmV0LCBidXQgYW4gZXhhbXBsZSBvZiBvbmU='

export const signingSecret = {
  secret,
  previous: { secret, validUntil: '2026-11-23T02:13:52.601Z' },
}

export const cursor = 'NGZtUTJhTEQgYzdmMDkxZGM'
