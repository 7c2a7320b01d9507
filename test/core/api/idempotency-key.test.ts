import { describe, expect, it } from '@jest/globals'

import type { ApiResponse } from '../../../core/api/operation.ts'
import type { ManagePorts } from '../../../core/manage/manage.ts'
import { anAttempt, aDelivery, anEvent, aWebhook, noon } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const headers = { 'idempotency-key': '"5c1f6a4e"' }
const body = { url: 'https://new.example.com/hook', resource: 'USER', actions: ['ADDED'] }
const event = {
  timestamp: 1,
  resource: { type: 'USER', uuid: 'u-1', content: {} },
  resourceAction: 'ADDED',
}
const failed = aDelivery({ status: 'failed', attempts: [anAttempt(1)] })

function aWorld(ports: Partial<ManagePorts> = {}) {
  return aManagement({
    webhooks: [aWebhook()],
    deliveries: [failed],
    events: [anEvent()],
    ports,
  })
}

const creating: [string, object][] = [
  ['POST /webhooks', { body: { ...body, authentication: { type: 'TOKEN', token: 's3cret' } } }],
  ['POST /events', { body: event }],
  ['POST /webhooks/webhook-1/test', {}],
  ['POST /webhooks/webhook-1/recover', { body: { from: noon.toISOString() } }],
  [`POST /deliveries/${failed.id}/retry`, {}],
  ['POST /webhooks/webhook-1/secret/rotate', {}],
]

describe('a request with an Idempotency-Key', () => {
  it.each(creating)('%s runs once, and gets the same response twice', async (line, asked) => {
    const world = aWorld()

    const first = await world.ask(line, { ...asked, headers })
    const state = stateOf(world)
    const again = await world.ask(line, { ...asked, headers })

    expect(first.status).toBeLessThan(300)
    expect(again).toEqual({
      status: first.status,
      headers: { ...first.headers, 'idempotency-replayed': 'true' },
      body: bodyOf(first),
    })
    expect(stateOf(world)).toEqual(state)
  })

  it.each(creating)('%s leaves no secret in the stored response', async (line, asked) => {
    const world = aWorld()

    await world.ask(line, { ...asked, headers })

    const kept = world.waiting.tables.events.items().find(({ sk }) => sk === 'request')
    expect(kept).toMatchObject({ response: { status: expect.any(Number) } })
    expect(JSON.stringify(kept)).not.toMatch(/s3cret|whsec_|sealed|5c1f6a4e/)
  })

  it.each<[string, object, string]>([
    ['another body', { body: { ...body, description: 'x' } }, 'POST /webhooks'],
    ['another route', { body }, 'POST /events'],
    ['another version', { body, headers: { ...headers, 'if-match': '"9"' } }, 'POST /webhooks'],
  ])('is refused with 422 when the key was used for %s', async (_, asked, line) => {
    const world = aWorld()
    await world.ask('POST /webhooks', { body, headers })

    const answer = await world.ask(line, { headers, ...asked })

    expect(answer).toMatchObject({ status: 422, body: { title: 'Unprocessable Content' } })
    expect([world.webhooks.size, world.published.length]).toEqual([2, 0])
  })

  it('is refused with 409 while the first one is in progress, for a minute', async () => {
    let finish: () => void = () => undefined
    const publish = () =>
      new Promise<undefined>((resolve) => {
        finish = () => {
          resolve(undefined)
        }
      })
    const world = aWorld({ publish })
    const first = world.ask('POST /events', { body: event, headers })
    await Promise.resolve()

    const second = await world.ask('POST /events', { body: event, headers })
    world.now = new Date(noon.getTime() + 60_000)
    world.ports.publish = () => Promise.resolve(undefined)
    const third = await world.ask('POST /events', { body: event, headers })
    finish()

    expect(second).toMatchObject({ status: 409, headers: { 'retry-after': '1' } })
    expect(third.status).toBe(202)
    expect((await first).status).toBe(202)
  })

  it('runs once when many arrive concurrently', async () => {
    const world = aWorld()

    const asking = Array.from({ length: 5 }, () => world.ask('POST /webhooks', { body, headers }))
    const statuses = (await Promise.all(asking)).map(({ status }) => status)

    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(4)
    expect(world.webhooks.size).toBe(2)
  })

  it('runs again when the first one was rejected', async () => {
    const world = aWorld()

    const refused = await world.ask('POST /webhooks', { body: { ...body, url: 'http:' }, headers })
    const taken = await world.ask('POST /webhooks', { body, headers })

    expect([refused.status, taken.status]).toEqual([400, 201])
    expect(taken.headers).not.toHaveProperty('idempotency-replayed')
  })

  it('runs again when the first one ended in a server error', async () => {
    const world = aWorld({ publish: () => Promise.reject(new Error('The bus is down')) })

    const failed = await world.ask('POST /events', { body: event, headers })
    expect(failed.status).toBe(500)
    world.ports.publish = () => Promise.resolve(undefined)

    expect((await world.ask('POST /events', { body: event, headers })).status).toBe(202)
  })

  it('is forgotten after a day', async () => {
    const world = aWorld()
    const first = await world.ask('POST /events', { body: event, headers })
    world.now = new Date(noon.getTime() + 24 * 3_600_000)

    const again = await world.ask('POST /events', { body: { ...event, timestamp: 2 }, headers })

    expect([first.status, again.status]).toEqual([202, 202])
    expect(world.published).toHaveLength(2)
  })

  it.each([
    ['another person', { claims: { sub: 'manager-2', scope: 'acme/events:write' } }],
    ['another marketplace', { marketplace: 'globex' }],
  ])('ignores the same key of %s', async (_, asked) => {
    const world = aWorld()
    await world.ask('POST /events', { body: event, headers })

    const answer = await world.ask('POST /events', { ...asked, body: event, headers })

    expect(answer.headers ?? {}).not.toHaveProperty('idempotency-replayed')
    expect(world.published).toHaveLength(2)
  })

  it.each(['', 'a b', 'é', 'x'.repeat(256)])('answers 400 to the key %j', async (key) => {
    const asked = { body, headers: { 'idempotency-key': key } }

    const answer = await aWorld().ask('POST /webhooks', asked)

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'idempotency-key' }] } })
  })

  it('gets the same status and Location again when the body is too large to store', async () => {
    const large = { requestId: 'x'.repeat(300_000) }
    const attempts = [{ ...anAttempt(), exchange: large as never }]
    const findDelivery = () => Promise.resolve({ ...failed, attempts })
    const world = aWorld({ findDelivery })

    const first = await world.ask(`POST /deliveries/${failed.id}/retry`, { headers })
    const again: ApiResponse = await world.ask(`POST /deliveries/${failed.id}/retry`, { headers })

    expect(JSON.stringify(first.body).length).toBeGreaterThan(300_000)
    expect(again).toEqual({
      status: 202,
      headers: { location: `/deliveries/${failed.id}`, 'idempotency-replayed': 'true' },
    })
  })
})

/** Everything that the requests may have changed. */
function stateOf({ webhooks, deliveries, published, waiting }: ReturnType<typeof aWorld>) {
  const { sent, wakeUps } = waiting
  return structuredClone({ webhooks, deliveries, published, sent, wakeUps })
}
