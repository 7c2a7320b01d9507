import { lineOf } from '../../../../core/events/unwanted.ts'
import { anEvent, noon, uuidOf } from '../../../support/builders.ts'
import { aWorld, type World } from '../worlds.ts'
import type { Case } from './case.ts'

const { marketplace, ...event } = { ...anEvent(), uuid: uuidOf(1) }
const { uuid, ...unnamed } = event
const { type, uuid: resourceUuid } = event.resource

/** A body of the maximum size. With its uuid and marketplace, the event is larger. */
const largest = withContent('x'.repeat(204_800 - JSON.stringify(withContent('')).length))
const removal = {
  ...anEvent({ resourceAction: 'REMOVED' }),
  resource: { type, uuid: resourceUuid },
}

export const ofOthers: Case[] = [
  { line: 'POST /events', status: 202, when: 'it is new', asked: { body: event } },
  {
    line: 'POST /events',
    status: 403,
    when: 'it is for another marketplace',
    asked: { body: { ...event, marketplace: 'globex' } },
  },
  {
    line: 'POST /events',
    status: 413,
    when: 'it is too large, but the body is not',
    asked: { body: largest },
  },
  {
    line: 'GET /events',
    status: 200,
    when: 'webhooks wanted some, and not others',
    before: storeUnwanted,
  },
  { line: 'GET /events', status: 200, when: 'there are more', asked: { query: { limit: '1' } } },
  {
    line: 'GET /events',
    status: 200,
    when: 'filtered by everything',
    asked: {
      query: {
        resource: 'subscription',
        action: 'deleted',
        resourceUuid: 'resource-1',
        from: '2023-11-14T00:00:00Z',
        to: '2023-11-15T00:00:00Z',
        wanted: 'true',
      },
    },
  },
  { line: 'GET /events/{uuid}', status: 200, when: 'webhooks matched it' },
  {
    line: 'GET /events/{uuid}',
    status: 200,
    when: 'no webhook wanted it',
    world: () => aWorld({ events: [], deliveries: [] }),
    before: storeUnwanted,
  },
  {
    line: 'GET /events/{uuid}',
    status: 200,
    when: 'it was removed',
    world: () => aWorld({ events: [removal] }),
  },
  ...(['viewer', 'manager', 'producer'] as const).map((role): Case => ({
    line: 'GET /me',
    status: 200,
    when: `a ${role} asks`,
    asked: { role },
  })),
  {
    line: 'GET /me',
    status: 200,
    when: 'no role has these scopes',
    asked: { claims: { sub: 'x', scope: 'acme/webhooks:write' } },
  },
  { line: 'GET /resources', status: 200, when: 'the token is valid' },
  { line: 'GET /health', status: 200, when: 'there is no token', asked: { claims: undefined } },
  {
    line: 'GET /openapi.json',
    status: 200,
    when: 'there is no token',
    asked: { claims: undefined },
  },
]

function withContent(content: string) {
  return { ...unnamed, resource: { ...event.resource, content } }
}

function storeUnwanted({ waiting }: World): Promise<void> {
  const unwanted = { reason: 'filter', webhookCount: 7, webhooks: ['webhook-1'] } as const
  const event = lineOf(anEvent())
  return waiting.ports.storeUnwanted({ event, acceptedAt: noon.toISOString(), unwanted })
}
