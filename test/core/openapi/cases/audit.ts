import { anEntry } from '../../../support/builders.ts'
import type { World } from '../worlds.ts'
import { body, type Case, match } from './case.ts'
import { recoveryFrom } from './recoveries.ts'

const change = {
  body: { description: 'x', authentication: { type: 'TOKEN', token: 'y' } },
  headers: match,
}
export const ofAudit: Case[] = [
  ...(
    [
      ['a webhook was created', (world) => world.ask('POST /webhooks', { body })],
      ['a change', (world) => world.ask('PATCH /webhooks/webhook-1', change)],
      ['a webhook was deleted', (world) => world.ask('DELETE /webhooks/webhook-1')],
      ['a secret was read', (world) => world.ask('GET /webhooks/webhook-1/secret')],
      ['a secret was rotated', (world) => world.ask('POST /webhooks/webhook-1/secret/rotate')],
      ['a test', (world) => world.ask('POST /webhooks/webhook-1/test')],
      ['a retry', (world) => world.ask('POST /deliveries/delivery-1/retry')],
      ['a recovery', recoveryFrom],
      [
        'an API key was created',
        (world) => world.ask('POST /api-keys', { body: { name: 'ERP', role: 'producer' } }),
      ],
      [
        'a portal link was created',
        (world) => world.ask('POST /portal-links', { body: { name: 'Ann', role: 'viewer' } }),
      ],
    ] as [string, (world: World) => Promise<unknown>][]
  ).map(([when, before]): Case => ({ line: 'GET /audit', status: 200, when, before })),
  {
    line: 'GET /audit',
    status: 200,
    when: 'there are more',
    asked: { query: { limit: '1' } },
    before: async ({ ports }) => {
      await ports.addAudit(anEntry())
      await ports.addAudit(anEntry({ by: 'manager-2' }))
    },
  },
  {
    line: 'GET /audit',
    status: 200,
    when: 'filtered by everything',
    asked: {
      query: {
        webhook: 'webhook-1',
        by: 'manager-1',
        action: 'webhook.changed',
        from: '2026-01-01T00:00:00Z',
        to: '2027-01-01T00:00:00Z',
      },
    },
    before: ({ ports }) => ports.addAudit(anEntry()),
  },
]
