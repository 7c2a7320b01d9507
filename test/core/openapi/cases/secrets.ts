import { aWorld, withKeys } from '../worlds.ts'
import { type Case, stale } from './case.ts'

export const ofSecrets: Case[] = [
  { line: 'GET /webhooks/{id}/secret', status: 200, when: 'there is one secret' },
  {
    line: 'GET /webhooks/{id}/secret',
    status: 200,
    when: 'there are two',
    before: (world) => world.ask('POST /webhooks/webhook-1/secret/rotate'),
  },
  {
    line: 'GET /webhooks/{id}/secret',
    status: 409,
    when: 'the webhook keeps changing',
    world: () => aWorld({ ports: { replaceWebhook: () => Promise.resolve('stale') } }),
  },
  {
    line: 'POST /webhooks/{id}/secret/rotate',
    status: 412,
    when: 'the webhook has changed',
    asked: { headers: stale },
  },
  ...[
    'POST /webhooks/{id}/key/rotate',
    'POST /webhooks/{id}/client-key',
    'POST /webhooks/{id}/client-key/rotate',
    'POST /products/{id}/integration/client-key',
    'POST /products/{id}/integration/client-key/rotate',
  ].flatMap((line): Case[] => [
    { line, status: 200, when: 'there are keys', world: () => aWorld(withKeys) },
    {
      ...{ line, status: 412, when: 'it has changed', asked: { headers: stale } },
      world: () => aWorld(withKeys),
    },
  ]),
  {
    ...{ line: 'POST /webhooks/{id}/client-key', status: 409 },
    when: 'the webhook has no client key',
  },
  ...['client-key', 'client-key/rotate'].map((name): Case => ({
    ...{ line: `POST /products/{id}/integration/${name}`, status: 409 },
    when: 'the integration has no client key',
  })),
  {
    ...{ line: 'GET /.well-known/webhook-keys/{marketplace}/{id}', status: 200 },
    when: 'the webhook has a key',
    world: () => aWorld(withKeys),
  },
  { line: 'GET /aws-access', status: 200, when: 'the router has no credentials of AWS' },
]
