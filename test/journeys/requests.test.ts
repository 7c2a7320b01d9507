import { randomUUID } from 'node:crypto'

import { describe, expect, it } from '@jest/globals'
import { Webhook } from 'standardwebhooks'

import { eventually } from '../support/eventually.ts'
import { journeyWorlds } from '../support/journey-world.ts'
import type { Api } from '../support/router.ts'

describe('A webhook with settings of its requests', () => {
  const aWorld = journeyWorlds()

  it('gets what its transformation makes of the event, signed, with its headers', async () => {
    const { receiver, api } = await aWorld()
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    await added(api, {
      url: receiver.url,
      transformation: '{ "id": resource.uuid, "what": resourceAction }',
      authentication: { type: 'BASIC', username: 'postrider', password: 's3cret' },
      headers: [
        { name: 'X-Tenant', value: '7' },
        { name: 'X-Key', value: 'hidden', secret: true },
      ],
      signingSecret: secret,
    })

    await published(api, 's-1')

    await eventually(() => {
      expect(receiver.requests).toHaveLength(1)
    })
    const [request] = receiver.requests
    expect(request?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('postrider:s3cret').toString('base64')}`,
      'x-tenant': '7',
      'x-key': 'hidden',
    })
    expect(request?.body).toBe('{"id":"s-1","what":"ADDED"}')
    const headers = request?.headers as Record<string, string>
    expect(new Webhook(secret).verify(request?.body ?? '', headers)).toEqual({
      id: 's-1',
      what: 'ADDED',
    })
    expect(JSON.stringify((await api('GET', '/deliveries')).body)).not.toContain('hidden')
  })

  it('gets thin events, and only those that its filter matches', async () => {
    const { receiver, api } = await aWorld()
    const filter = { resource: { uuid: [{ prefix: 'yes-' }] } }
    await added(api, { url: receiver.url, payload: 'THIN', filter })

    await published(api, 'no-1')
    await published(api, 'yes-1')

    await eventually(() => {
      expect(receiver.requests).toHaveLength(1)
    })
    expect(JSON.parse(receiver.requests[0]?.body ?? '')).toMatchObject({
      type: 'subscription.added',
      resource: { type: 'SUBSCRIPTION', uuid: 'yes-1' },
    })
  })

  it('gives statuses its own meaning', async () => {
    const { receiver, api } = await aWorld({
      answer: (response, number) => response.writeHead(number === 1 ? 302 : 404).end(),
    })
    await added(api, { url: receiver.url, acceptedStatuses: [302], finalStatuses: [404] })
    const ended = async (resource: string, expected: string) => {
      const uuid = await published(api, resource)
      await eventually(async () => {
        const { body } = await api('GET', `/deliveries?event=${uuid}`)
        expect(body).toMatchObject({ items: [{ status: expected, attemptCount: 1 }] })
      })
    }

    await ended('s-1', 'successful')
    await ended('s-2', 'failed')
  })
})

async function added(api: Api, settings: object): Promise<void> {
  const { status } = await api('POST', '/webhooks', { events: ['subscription.added'], ...settings })
  expect(status).toBe(201)
}

async function published(api: Api, resource: string): Promise<string> {
  const uuid = randomUUID()
  await api('POST', '/events', {
    uuid,
    resource: { type: 'SUBSCRIPTION', uuid: resource, content: {} },
    resourceAction: 'ADDED',
  })
  return uuid
}
