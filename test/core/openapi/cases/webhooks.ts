import { answering, gone, webhookKinds } from '../worlds.ts'
import { body, type Case, match, stale, unreadable } from './case.ts'

const key = { 'idempotency-key': 'x' }

export const ofWebhooks: Case[] = [
  { line: 'POST /webhooks', status: 201, when: 'it is new', asked: { body } },
  {
    line: 'POST /webhooks',
    status: 201,
    when: 'the request is repeated',
    asked: { body, headers: key },
    before: (world) => world.ask('POST /webhooks', { body, headers: key }),
  },
  {
    line: 'POST /webhooks',
    status: 422,
    when: 'the key was used for another request',
    asked: { body, headers: key },
    before: (world) =>
      world.ask('POST /webhooks', { body: { ...body, description: 'x' }, headers: key }),
  },
  {
    line: 'POST /webhooks',
    status: 409,
    when: 'there is one',
    asked: { body: { ...body, url: 'https://crm.example.com/hook' } },
  },
  {
    line: 'GET /webhooks',
    status: 200,
    when: 'filtered by everything',
    asked: {
      query: {
        resource: 'SUBSCRIPTION',
        action: 'ADDED',
        enabled: 'true',
        state: 'healthy',
        authentication: 'NONE',
        search: 'CRM',
        sort: 'url',
        order: 'desc',
      },
    },
  },
  {
    line: 'GET /webhooks',
    status: 200,
    when: 'there is none',
    asked: { query: { search: 'nothing' } },
  },
  {
    line: 'GET /webhooks',
    status: 200,
    when: 'there are more',
    asked: { query: { limit: '1' } },
    before: (world) => world.ask('POST /webhooks', { body }),
  },
  ...Object.entries(webhookKinds).flatMap(([when, world]): Case[] => [
    { line: 'GET /webhooks', status: 200, when, world },
    { line: 'GET /webhooks/{id}', status: 200, when, world },
    {
      line: 'PATCH /webhooks/{id}',
      status: 200,
      when,
      world,
      asked: { body: { description: 'x' }, headers: match },
    },
    { line: 'POST /webhooks/{id}/secret/rotate', status: 200, when, world },
  ]),
  ...(['delivered', 'failed'] as const).map((kind): Case => ({
    line: 'PATCH /webhooks/{id}',
    status: 200,
    when: `it is enabled, and its probe ${kind}`,
    asked: { body: { enabled: true }, headers: match },
    world: () =>
      answering(kind === 'delivered' ? { kind, status: 200 } : { kind, reason: 'timeout' }, {
        enabled: false,
      }),
  })),
  {
    line: 'PATCH /webhooks/{id}',
    status: 409,
    when: 'it conflicts with another',
    asked: { body: { url: body.url }, headers: match },
    before: (world) => world.ask('POST /webhooks', { body }),
  },
  {
    line: 'PATCH /webhooks/{id}',
    status: 400,
    when: 'If-Match is invalid',
    asked: { body: {}, headers: unreadable },
  },
  {
    line: 'PATCH /webhooks/{id}',
    status: 404,
    when: 'it was just deleted',
    asked: { body: { description: 'CRM' }, headers: match },
    world: gone,
  },
  {
    line: 'PATCH /webhooks/{id}',
    status: 412,
    when: 'it was changed',
    asked: { body: {}, headers: stale },
  },
  { line: 'PATCH /webhooks/{id}', status: 428, when: 'If-Match is missing', asked: { body: {} } },
  { line: 'DELETE /webhooks/{id}', status: 204, when: 'it is there' },
  {
    line: 'DELETE /webhooks/{id}',
    status: 412,
    when: 'it was changed',
    asked: { headers: stale },
  },
]
