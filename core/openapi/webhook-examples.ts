/** Example webhooks, with requests and responses. */

export const at = '2026-02-22T02:13:52.601Z'
export const id = 'c7f091dc-9813-4e04-a221-63814f543cf4'

export const newWebhook = {
  url: 'https://crm.example.com/hook',
  resource: 'SUBSCRIPTION',
  actions: ['ADDED', 'REMOVED'],
  authentication: { type: 'TOKEN', token: 's3cr3t' },
  description: 'CRM',
  notify: ['crm-team@example.com'],
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

export const newWebhookOfSeveralResources = {
  url: 'https://erp.example.com/hook',
  events: ['subscription.added', 'order.*'],
  description: 'ERP',
}

const { resource, actions, ...newSettings } = newWebhook

export const webhookSettings = {
  ...newSettings,
  id,
  events: ['subscription.added', 'subscription.removed'],
  authentication: { type: 'TOKEN', hasToken: true },
  enabled: true,
  version: 1,
  createdAt: at,
  createdBy: 'manager@acme',
  changedAt: at,
  changedBy: 'manager@acme',
  secretShownCount: 0,
}

export const webhook = {
  ...webhookSettings,
  subscriptions: [{ resource, actions }],
  health: { state: 'healthy' },
}

export const disabledWebhook = {
  ...webhook,
  enabled: false,
  version: 2,
  health: { state: 'disabled', disabled: { at, by: 'manager@example.com' } },
}

export const failingWebhook = {
  ...webhook,
  health: {
    state: 'circuit-open',
    failingSince: at,
    failures: 12,
    reason: 'status 503',
    nextProbeAt: '2026-02-22T02:20:00.000Z',
  },
}

const secret = 'whsec_bm90IGEgc2VjcmV0LCBidXQgYW4gZXhhbXBsZSBvZiBvbmU='

const publicKey = 'whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='

export const publicKeys = { signatures: ['v1', 'v1a'], publicKeys: [{ publicKey }] }

export const publicKeySet = {
  keys: [
    {
      crv: 'Ed25519',
      kty: 'OKP',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
      alg: 'EdDSA',
      use: 'sig',
      kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
      publicKey,
    },
  ],
}

export const signingSecret = {
  secret,
  previous: { secret, validUntil: '2026-02-23T02:13:52.601Z' },
}
