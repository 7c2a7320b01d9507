import type { ApiKey } from '../../../../core/api-keys/api-key.ts'
import { anEntry } from '../../../support/builders.ts'
import type { Case } from './case.ts'

const erp = { name: 'ERP', role: 'producer', expiresAt: '2027-01-31T00:00:00Z' }

const aKey = (overrides: Partial<ApiKey>): ApiKey => ({
  id: '5e1f0c7a9b3d2846',
  marketplace: 'acme',
  name: 'ERP',
  role: 'producer',
  hash: 'x',
  createdAt: '2026-03-01T12:00:00.000Z',
  createdBy: 'manager-1',
  ...overrides,
})

export const ofApiKeys: Case[] = [
  {
    line: 'GET /api-keys',
    status: 200,
    when: 'there is one that was used',
    before: ({ ports }) =>
      ports.addApiKey(aKey({ lastUsedAt: '2026-03-01T12:00:00.000Z' }), anEntry()),
  },
  { line: 'POST /api-keys', status: 201, when: 'it is created', asked: { body: erp } },
  {
    line: 'POST /api-keys',
    status: 409,
    when: 'there are 100',
    asked: { body: erp },
    before: async ({ ports }) => {
      for (let number = 0; number < 100; number += 1) {
        await ports.addApiKey(aKey({ id: `key-${number}` }), anEntry({ by: `manager-${number}` }))
      }
    },
  },
  {
    line: 'DELETE /api-keys/{id}',
    status: 204,
    when: 'there is one',
    before: ({ ask }) => ask('POST /api-keys', { body: erp }),
  },
]
