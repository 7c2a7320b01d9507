const createdAt = '2026-11-26T12:00:00.000Z'

export const product = {
  id: 'globex-crm',
  name: 'Globex CRM',
  vendor: 'globex',
  status: 'development',
  hasIntegration: true,
  tests: [
    { endpoint: 'SUBSCRIPTION_ORDER', state: 'passed', status: 200 },
    { endpoint: 'SUBSCRIPTION_CHANGE', state: 'untested' },
  ],
  createdAt,
  createdBy: 'ann@example.com',
  changedAt: createdAt,
  changedBy: 'ann@example.com',
  version: 2,
}

export const newIntegration = {
  endpoints: { DEFAULT: 'https://api.globex.example.com/events?url={eventUrl}' },
  authentication: { type: 'OAUTH1' },
}

const credential = { type: 'OAUTH1', key: 'globex-crm-5e1f0c7a9b3d2846', createdAt }

export const createdCredential = { ...credential, secret: '5e1f0c7a9b3d28465e1f0c7a9b3d2846' }

const ping = { at: createdAt, url: newIntegration.endpoints.DEFAULT, passed: true, status: 200 }

export const integration = {
  enabled: true,
  ...newIntegration,
  interactive: [],
  upcomingInvoiceNotices: false,
  credentials: [credential],
  pings: { SUBSCRIPTION_ORDER: ping },
  untested: ['SUBSCRIPTION_CHANGE'],
}

export const pings = { pings: { SUBSCRIPTION_ORDER: ping } }

export const integrationToken = '0b5e6c0e-6a4f-4e0c-9d7e-3f1f6b2a9c11'

const company = { uuid: '22222222-2222-4222-8222-222222222222', name: 'Example Ltd' }

export const integrationEvent = {
  type: 'SUBSCRIPTION_ORDER',
  product: 'globex-crm',
  subscription: 'subscription-4711',
  creator: { uuid: '11111111-1111-4111-8111-111111111111', email: 'ada@example.com' },
  payload: {
    company,
    order: {
      editionCode: 'PRO',
      pricingDuration: 'MONTHLY',
      items: [{ unit: 'USER', quantity: 10 }],
    },
  },
}

const result = {
  at: '2026-11-26T12:00:01.000Z',
  by: 'response',
  success: true,
  accountIdentifier: 'globex-7',
}

export const eventSummary = {
  token: integrationToken,
  type: 'SUBSCRIPTION_ORDER',
  product: 'globex-crm',
  vendor: 'globex',
  status: 'complete',
  stage: 'ended',
  createdAt,
  createdBy: 'ann@example.com',
  company,
  creator: integrationEvent.creator,
  subscription: 'subscription-4711',
  result,
}

export const eventDetail = {
  ...eventSummary,
  call: { startedAt: createdAt, durationMs: 812, status: 200 },
  reads: [{ at: createdAt, format: 'json', address: '203.0.113.7' }],
  readCount: 1,
  resultRequests: [
    {
      at: createdAt,
      address: '203.0.113.7',
      status: 200,
      request: {
        headers: { 'content-type': 'application/json', authorization: '[redacted]' },
        body: { text: '{"success":true,"accountIdentifier":"globex-7"}' },
      },
    },
  ],
  refusals: [
    {
      at: createdAt,
      status: 401,
      reason: 'Unauthorized: oauth_signature does not match the request',
      address: '203.0.113.7',
    },
  ],
}

export const channelEvent = {
  uuid: integrationToken,
  type: 'SUBSCRIPTION_ORDER',
  creationDate: 1_795_694_400_000,
  product: { productId: 'globex-crm', name: 'Globex CRM', links: [] },
  company: { companyId: company.uuid, name: company.name, links: [] },
  orderId: null,
  subscriptionId: 'subscription-4711',
  consumed: true,
  successful: true,
  asynchronous: false,
  error: null,
  manuallyResolved: false,
  links: [],
}
