import { aDelivery, anEvent, uuidOf } from '../../support/builders.ts'
import { answering, aWorld, webhookKinds, type World } from './worlds.ts'

type Asked = NonNullable<Parameters<World['ask']>[1]>

/** What causes an answer. Places of the path are filled with what the world has, unless told otherwise. */
export type Case = {
  line: string
  status: number
  /** What is special about it. */
  when: string
  asked?: Asked
  world?: () => World
  /** What is asked first. */
  before?: (world: World) => Promise<unknown>
}

const body = { url: 'https://crm.example.com/new', resource: 'SUBSCRIPTION', actions: ['ADDED'] }
const match = { 'if-match': '"1"' }
const stale = { 'if-match': '"9"' }

const ofWebhooks: Case[] = [
  { line: 'POST /webhooks', status: 201, when: 'it is new', asked: { body } },
  {
    line: 'POST /webhooks',
    status: 409,
    when: 'there is one',
    asked: { body: { ...body, url: 'https://crm.example.com/hook' } },
  },
  { line: 'GET /webhooks', status: 200, when: 'there is none', world: () => aWorld({}) },
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
      answering(kind === 'delivered' ? { kind, status: 200 } : { kind, because: 'timeout' }, {
        enabled: false,
      }),
  })),
  {
    line: 'PATCH /webhooks/{id}',
    status: 409,
    when: 'another is in the way',
    asked: { body: { url: body.url }, headers: match },
    before: (world) => world.ask('POST /webhooks', { body }),
  },
  {
    line: 'PATCH /webhooks/{id}',
    status: 412,
    when: 'it was changed',
    asked: { body: {}, headers: stale },
  },
  { line: 'PATCH /webhooks/{id}', status: 428, when: 'nobody said of what', asked: { body: {} } },
  { line: 'DELETE /webhooks/{id}', status: 204, when: 'it is there' },
  {
    line: 'DELETE /webhooks/{id}',
    status: 412,
    when: 'it was changed',
    asked: { headers: stale },
  },
]

const ofSecrets: Case[] = [
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
    when: 'the webhook does not stop changing',
    world: () => aWorld({ needs: { replaceWebhook: () => Promise.resolve('stale') } }),
  },
  {
    line: 'POST /webhooks/{id}/secret/rotate',
    status: 412,
    when: 'the webhook was changed',
    asked: { headers: stale },
  },
]

const ofTests: Case[] = [
  {
    line: 'POST /webhooks/{id}/test',
    status: 200,
    when: 'the receiver answers',
    world: () => answering({ kind: 'delivered', status: 200 }),
  },
  { line: 'POST /webhooks/{id}/test', status: 202, when: 'it takes long' },
]

const recover = 'POST /webhooks/{id}/recover'
const cancel = 'POST /webhooks/{id}/recoveries/{job}/cancel'
const from = '2026-01-01T00:00:00Z'
const start = (world: World) => world.ask('POST /webhooks/webhook-1/recover', { body: { from } })

const ofRecoveries: Case[] = [
  { line: recover, status: 200, when: 'it only counts', asked: { body: { from, dryRun: true } } },
  {
    line: recover,
    status: 200,
    when: 'it only counts one status',
    asked: { body: { from, dryRun: true, statuses: ['skipped'] } },
  },
  { line: recover, status: 202, when: 'it begins', asked: { body: { from } } },
  { line: recover, status: 409, when: 'one is running', asked: { body: { from } }, before: start },
  {
    line: recover,
    status: 409,
    when: 'the webhook is disabled',
    asked: { body: { from } },
    world: () => aWorld({ webhook: { enabled: false } }),
  },
  { line: 'GET /webhooks/{id}/recoveries/{job}', status: 200, when: 'it runs', before: start },
  { line: cancel, status: 200, when: 'it runs', before: start },
  {
    line: cancel,
    status: 409,
    when: 'it moves on',
    before: start,
    world: () => aWorld({ needs: { replaceRecovery: () => Promise.resolve(false) } }),
  },
]

const retry = 'POST /deliveries/{id}/retry'

const ofDeliveries: Case[] = [
  { line: 'GET /deliveries', status: 200, when: 'there are some' },
  {
    line: 'GET /deliveries',
    status: 200,
    when: 'there are more',
    asked: { query: { limit: '1' } },
  },
  {
    line: 'GET /deliveries',
    status: 200,
    when: 'filtered',
    asked: { query: { status: 'failed', webhook: 'webhook-1' } },
  },
  ...[1, 2, 3, 4, 5].map((number): Case => ({
    line: `GET /deliveries/delivery-${number}`,
    status: 200,
    when: 'it is there',
  })),
  { line: retry, status: 202, when: 'it failed' },
  {
    line: retry,
    status: 409,
    when: 'an attempt is on its way',
    world: () => aWorld({ deliveries: [aDelivery({ id: 'delivery-1' })] }),
  },
]

const { marketplace, ...event } = { ...anEvent(), uuid: uuidOf(1) }

const ofOthers: Case[] = [
  { line: 'POST /events', status: 202, when: 'it is new', asked: { body: event } },
  {
    line: 'POST /events',
    status: 403,
    when: 'it is of another marketplace',
    asked: { body: { ...event, marketplace: 'globex' } },
  },
  { line: 'GET /resources', status: 200, when: 'somebody asks' },
  { line: 'GET /health', status: 200, when: 'anybody asks', asked: { claims: undefined } },
  { line: 'GET /openapi.json', status: 200, when: 'anybody asks', asked: { claims: undefined } },
]

/** What causes the answers that are a route's own. */
export const cases: readonly Case[] = [
  ...ofWebhooks,
  ...ofSecrets,
  ...ofTests,
  ...ofRecoveries,
  ...ofDeliveries,
  ...ofOthers,
]
