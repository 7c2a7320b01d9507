import { anEvent, uuidOf } from '../../../support/builders.ts'
import { aWorld } from '../worlds.ts'
import type { Case } from './case.ts'

const { marketplace, ...event } = { ...anEvent(), uuid: uuidOf(1) }
const { uuid, ...unnamed } = event
const { type, uuid: resourceUuid } = event.resource

/** As large as a body may be: with its uuid and its marketplace, the event is larger. */
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
    when: 'it is of another marketplace',
    asked: { body: { ...event, marketplace: 'globex' } },
  },
  {
    line: 'POST /events',
    status: 413,
    when: 'it is too large, though the body is not',
    asked: { body: largest },
  },
  { line: 'GET /events/{uuid}', status: 200, when: 'some wanted it' },
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
    when: 'no role allows that',
    asked: { claims: { sub: 'x', scope: 'acme/webhooks:write' } },
  },
  { line: 'GET /resources', status: 200, when: 'somebody asks' },
  { line: 'GET /health', status: 200, when: 'anybody asks', asked: { claims: undefined } },
  { line: 'GET /openapi.json', status: 200, when: 'anybody asks', asked: { claims: undefined } },
]

function withContent(content: string) {
  return { ...unnamed, resource: { ...event.resource, content } }
}
