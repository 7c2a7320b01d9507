import { describe, expect, it } from '@jest/globals'

import { catalogue } from '../../../core/events/catalogue.ts'
import { sampleEvent } from '../../../core/events/sample-event.ts'
import { testEvent } from '../../../core/manage/test-event.ts'
import { aDelivery, anEvent, aWebhook, noon, uuidOf } from '../../support/builders.ts'
import { aManagement } from '../../support/management-world.ts'

const filter = { resource: { content: { status: ['SUSPENDED'] } } }
const wrong = { a: [{ like: 'b' }] }

describe('POST /filter-tests', () => {
  it('says whether the filter matches a body, and at which fields it does not', async () => {
    const world = aManagement()
    const ask = (body: object) => world.ask('POST /filter-tests', { body })

    const matching = await ask({ filter: { a: [1] }, body: { a: 1 } })
    const other = await ask({ filter: { a: [1], b: { c: [2] } }, body: { a: 1, b: { c: 3 } } })

    expect(matching).toMatchObject({
      status: 200,
      body: { items: [{ source: 'body', matches: true }] },
    })
    const reason = 'does not match at b.c'
    expect(other.body).toEqual({
      items: [{ source: 'body', matches: false, reason, fields: ['b.c'] }],
    })
  })

  it('tries the sample and recent events of a type', async () => {
    const event = anEvent({ resource: { content: '{"status":"SUSPENDED"}' } })
    const deliveries = [aDelivery({ event }), aDelivery({ event, endpoint: 'webhook-2' })]
    const other = aDelivery({ event: anEvent({ uuid: uuidOf(2), resourceAction: 'CHANGED' }) })
    const world = aManagement({ events: [event], deliveries: [...deliveries, other] })

    const { body } = await world.ask('POST /filter-tests', {
      body: { filter, event: 'subscription.added' },
      role: 'viewer',
    })

    expect(body).toMatchObject({
      items: [
        { source: 'sample', event: 'subscription.added', matches: false },
        { source: 'recent', event: 'subscription.added', uuid: event.uuid, matches: true },
      ],
    })
  })

  it.each([
    [{ filter: wrong, event: 'order.added' }, 'filter.a.0'],
    [{ filter: [], event: 'order.added' }, 'filter'],
    [{ event: 'order.added' }, 'filter'],
    [{ filter, event: 'order.lost' }, 'event'],
    [{ filter }, 'event'],
    [{ filter, event: 'order.added', body: {} }, 'event'],
  ])('rejects %j', async (body, path) => {
    const world = aManagement()

    expect(await world.ask('POST /filter-tests', { body })).toMatchObject({
      status: 400,
      body: { errors: [{ path }] },
    })
  })
})

describe('A webhook with a filter', () => {
  const added = { url: 'https://crm.example.com/hook', events: ['subscription.added'] }

  it('is stored, shown and changed with it, and loses it with null', async () => {
    const world = aManagement()

    const created = await world.ask('POST /webhooks', { body: { ...added, filter } })
    const stored = world.webhooks.get('new-1')?.filter
    const change = (body: object, version: number) =>
      world.ask('PATCH /webhooks/new-1', { body, headers: { 'if-match': `"${version}"` } })
    const changed = await change({ filter: { resourceAction: ['ADDED'] } }, 1)
    const kept = await change({ description: 'CRM' }, 2)
    const reset = await change({ filter: null }, 3)

    expect([created.status, created.body]).toMatchObject([201, { filter }])
    expect(stored).toBe(JSON.stringify(filter))
    expect(changed.body).toMatchObject({ filter: { resourceAction: ['ADDED'] } })
    expect(kept.body).toMatchObject({ filter: { resourceAction: ['ADDED'] }, version: 3 })
    expect(reset.body).not.toHaveProperty('filter')
    expect(world.webhooks.get('new-1')).not.toHaveProperty('filter')
  })

  it.each(['POST /webhooks', 'PATCH /webhooks/webhook-1'])(
    'is rejected by %s with the path of the error and what would be right',
    async (line) => {
      const world = aManagement({ webhooks: [aWebhook({ url: 'https://erp.example.com/hook' })] })
      const body = { ...(line.startsWith('POST') && added), filter: wrong }

      const answer = await world.ask(line, { body, headers: { 'if-match': '"1"' } })

      expect(answer).toMatchObject({
        status: 400,
        body: {
          errors: [{ path: 'filter.a.0', message: expect.stringContaining('use exactly, prefix') }],
        },
      })
    },
  )

  it('warns when its filter matches no sample of its event types', async () => {
    const world = aManagement()
    const of = async (url: string, given: object) => {
      const body = { url, events: ['subscription.*'], filter: given }
      return (await world.ask('POST /webhooks', { body })).body
    }

    const reason = 'the first one does not match at resource.content.status'
    expect(await of('https://a.example.com/', filter)).toMatchObject({
      warnings: [`The filter matches no sample of the webhook's event types: ${reason}`],
    })
    expect(await of('https://b.example.com/', { resourceAction: ['REMOVED'] })).not.toHaveProperty(
      'warnings',
    )
  })

  it('warns when it is changed to one that matches no sample, and does not store the warning', async () => {
    const webhook = aWebhook({ url: 'https://crm.example.com/hook' })
    const world = aManagement({ webhooks: [webhook] })
    const change = async (version: number, given: object) => {
      const headers = { 'if-match': `"${version}"` }
      const request = { body: { filter: given }, headers }
      return (await world.ask('PATCH /webhooks/webhook-1', request)).body
    }

    const warned = await change(1, { resourceAction: ['LOST'] })
    const mended = await change(2, { resourceAction: ['ADDED'] })

    expect(warned).toMatchObject({
      warnings: [expect.stringContaining('the first one does not match at resourceAction')],
    })
    expect(mended).not.toHaveProperty('warnings')
    expect(world.webhooks.get('webhook-1')).not.toHaveProperty('warnings')
  })
})

describe('sampleEvent()', () => {
  const types = catalogue.flatMap(({ type, actions }) =>
    actions.map((action) => [type, action] as const),
  )

  it.each(types)('is the event that a test of %s %s sends', (resource, action) => {
    const webhook = aWebhook()
    const ports = { newUuid: () => uuidOf(1), now: () => noon }
    const sent = testEvent(webhook, { event: { resource, action } }, ports)

    expect(sampleEvent('acme', resource, action)).toMatchObject({
      resource: 'status' in sent ? {} : sent.resource,
      resourceAction: action,
    })
  })
})
