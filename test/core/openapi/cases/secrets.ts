import { aWorld } from '../worlds.ts'
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
]
