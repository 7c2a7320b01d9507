import { delivered } from './delivery-examples.ts'
import { at, id } from './webhook-examples.ts'

export const auditEntries = [
  {
    id: 'Qm9GZ2tYc0pVbnJ5TWd3',
    at,
    by: 'manager@acme',
    action: 'webhook.changed',
    webhook: id,
    before: { description: 'CRM', version: 1 },
    after: { description: 'CRM of the sales team', version: 2 },
  },
  {
    id: 'd0FzS2xQZVJ0b1pYdkJu',
    at,
    by: 'manager@acme',
    action: 'delivery.retried',
    webhook: id,
    delivery: delivered.id,
  },
]

const range = { from: '2026-02-21T00:00:00.000Z', to: '2026-02-22T00:00:00.000Z' }

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
  reason: 'cancelled by manager@acme',
  endedAt: at,
}

export const cursor = 'NGZtUTJhTEQgYzdmMDkxZGM'

export const marketplace = {
  name: 'acme',
  description: 'Acme Cloud Store',
  createdAt: '2026-03-01T09:00:00.000Z',
  createdBy: 'operator',
}

export const apiKey = {
  id: '5e1f0c7a9b3d2846',
  name: 'ERP',
  role: 'producer',
  createdAt: '2026-03-01T09:00:00.000Z',
  createdBy: 'ann@example.com',
  lastUsedAt: '2026-03-01T12:00:00.000Z',
  prefix: 'prk_acme_5e1f0c7a9b3d2846',
  expiresAt: '2027-01-31T00:00:00.000Z',
}

const { lastUsedAt: _, ...unusedApiKey } = apiKey
export const createdApiKey = {
  ...unusedApiKey,
  key: `${apiKey.prefix}_${'0123456789abcdef'.repeat(4)}`,
}

const ofPortal = { name: 'ann@customer.example', role: 'viewer' }
const secretOfPortal = '0123456789abcdef'.repeat(4)

export const portalLink = {
  ...{ id: '5e1f0c7a9b3d2846', ...ofPortal },
  expiresAt: '2026-03-01T12:05:00.000Z',
  sessionSeconds: 3600,
  url: `https://hooks.example.com/#/portal/prl_acme_5e1f0c7a9b3d2846_${secretOfPortal}`,
}

export const portalSession = {
  id: '5e1f0c7a9b3d2846',
  token: `prs_acme_5e1f0c7a9b3d2846_${secretOfPortal}`,
  ...{ ...ofPortal, marketplace: 'acme', expiresAt: '2026-03-01T13:01:00.000Z' },
}
