import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { startReceiver } from '../support/receiver.ts'
import { type Api, aRouter, type TestRouter } from '../support/router.ts'

const Webhook = z.looseObject({ id: z.string() })
const aBody = { url: 'https://crm.example.com/hook', resource: 'SUBSCRIPTION', actions: ['ADDED'] }

describe('the headers of the management API', () => {
  let router: TestRouter
  let manager: Api

  beforeAll(async () => {
    router = await aRouter()
    manager = router.as('manager')
  })

  afterAll(() => router.stop())

  it('allow no requests of pages from other origins', async () => {
    const origin = 'https://evil.example.com'
    const preflight = await fetch(`${router.url}/webhooks`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET' },
    })
    const answer = await manager('GET', '/webhooks', undefined, { origin })

    expect(preflight.status).toBe(405)
    for (const { headers } of [preflight, answer]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })

  it('create one webhook for a request that is sent twice', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() }

    const first = await manager('POST', '/webhooks', aBody, key)
    const again = await manager('POST', '/webhooks', aBody, key)
    const other = await manager('POST', '/webhooks', { ...aBody, description: 'x' }, key)

    expect([first.status, again.status, other.status]).toEqual([201, 201, 422])
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    expect(again.headers.get('idempotency-replayed')).toBe('true')
  })

  it('save a client an unchanged body, and guard a change by the version that it read', async () => {
    const body = { ...aBody, url: 'https://crm.example.com/tagged' }
    const { id } = Webhook.parse((await manager('POST', '/webhooks', body)).body)
    const path = `/webhooks/${id}`
    const etag = (await manager('GET', path)).headers.get('etag') ?? ''

    const same = await manager('GET', path, undefined, { 'if-none-match': etag })
    const change = await manager('PATCH', path, { description: 'x' }, { 'if-match': etag })
    const stale = await manager('PATCH', path, { description: 'y' }, { 'if-match': etag })
    const changed = await manager('GET', path, undefined, { 'if-none-match': etag })

    expect([same.status, same.body, same.headers.get('etag')]).toEqual([304, undefined, etag])
    expect([change.status, stale.status, changed.status]).toEqual([200, 412, 200])
  })

  it('tell a client over its rate limit when to retry', async () => {
    const slow = await aRouter({ ratePerSecond: 1 })
    const api = slow.as('manager')

    const responses = await Promise.all([1, 2, 3, 4].map(() => api('GET', '/resources')))
    const other = await slow.as('viewer')('GET', '/resources')
    await slow.stop()

    const refused = responses.find(({ status }) => status === 429)
    expect(refused?.body).toMatchObject({ title: 'Too Many Requests', status: 429 })
    expect(refused?.headers.get('retry-after')).toBe('1')
    expect(other.status).toBe(200)
  })
})

describe('the audit log of a router', () => {
  it('lists newest first the changes of a webhook with their actors, including the router', async () => {
    const receiver = await startReceiver((response) => response.writeHead(410).end())
    const router = await aRouter()
    const manager = router.as('manager')
    const created = await manager('POST', '/webhooks', { ...aBody, url: receiver.url })
    const { id } = Webhook.parse(created.body)

    await manager('POST', '/events', {
      timestamp: 1,
      resource: { type: 'SUBSCRIPTION', uuid: 's-1', content: {} },
      resourceAction: 'ADDED',
    })
    const record = await eventually(async () => {
      const { body } = await router.as('viewer')('GET', `/audit?webhook=${id}`)
      return Record.parse(body).items
    })
    await router.stop()
    await receiver.close()

    expect(record).toMatchObject([
      {
        by: 'postrider',
        action: 'webhook.disabled',
        after: { disabled: { reason: 'status 410' } },
      },
      { by: 'manager@acme', action: 'webhook.created', after: { url: receiver.url } },
    ])
  })
})

const Record = z.object({ items: z.array(z.looseObject({ action: z.string() })).length(2) })
