import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { parseBusEvent } from '../../../core/events/bus-event.ts'
import { toSummaries } from '../../../core/manage/delivery-view.ts'
import { eventLimitBytes } from '../../../core/events/event.ts'
import { lineOf } from '../../../core/events/unwanted.ts'
import {
  aDelivery,
  aDetail,
  afterNoon,
  anEvent,
  noon,
  onTheBus,
  uuidOf,
} from '../../support/builders.ts'
import { jsonText } from '../../support/json-texts.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

describe('POST /events', () => {
  it("publishes the event in the caller's marketplace, and answers with its uuid", async () => {
    const world = aManagement()

    const body = aDetail({ marketplace: undefined, resource: { content: { a: null } } })
    const response = await world.ask('POST /events', { body, role: 'producer' })

    expect(response).toEqual({ status: 202, body: { uuid: uuidOf(1) } })
    expect(world.published).toEqual([anEvent({ resource: { content: '{"a":null}' } })])
  })

  it.each([
    ['the header', {}, '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
    [
      'the body, which comes first',
      { traceparent: '00-11112222333344445555666677778888-1111222233334444-00' },
      '00-11112222333344445555666677778888-1111222233334444-00',
    ],
  ])('publishes the traceparent of %s', async (_, given, expected) => {
    const world = aManagement()
    const headers = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' }

    await world.ask('POST /events', { body: { ...aDetail(), ...given }, headers })

    expect(world.published).toMatchObject([{ traceparent: expected }])
  })

  it('refuses what the router itself publishes', async () => {
    const world = aManagement()

    const body = aDetail({
      marketplace: undefined,
      resource: { type: 'INTEGRATION' },
      resourceAction: 'COMPLETED',
    })
    const response = await world.ask('POST /events', { body, role: 'producer' })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path: 'resource.type' }] } })
    expect(world.published).toEqual([])
  })

  it('responds with 409 when the bus knows that another event has the uuid', async () => {
    const world = aManagement({ ports: { publish: () => Promise.resolve('uuid taken') } })

    const response = await world.ask('POST /events', { body: aDetail() })

    expect(response).toMatchObject({
      status: 409,
      body: { detail: `Cannot accept the event: another event has the uuid '${uuidOf(1)}'` },
    })
  })

  it.each([
    ['a test by a person', { groups: ['acme/manager'] }, { test: true }, 1],
    ['an event of a person that is no test', { groups: ['acme/manager'] }, {}, 0],
    ['a test by a program', { scope: 'acme/events:write' }, { test: true }, 0],
  ])('adds %s to the audit log as often as it has to', async (_, rights, test, count) => {
    const world = aManagement()
    const claims = { sub: 'f3a1', email: 'ann@example.com', ...rights }

    await world.ask('POST /events', { body: { ...aDetail(), ...test }, claims })

    const { items } = bodyOf(await world.ask('GET /audit')) as { items: unknown[] }
    const event = { type: 'subscription.added', uuid: uuidOf(1) }
    const entry = { action: 'event.tried', by: 'ann@example.com', at: noon.toISOString(), event }
    expect(items).toEqual(Array(count).fill({ id: expect.any(String), ...entry }))
  })

  it('makes a uuid when none is given', async () => {
    const world = aManagement()

    const response = await world.ask('POST /events', { body: aDetail({ uuid: undefined }) })

    expect(response).toEqual({ status: 202, body: { uuid: uuidOf(4711) } })
    expect(world.published).toMatchObject([{ uuid: uuidOf(4711) }])
  })

  it('takes the current time as the timestamp when none is given', async () => {
    const world = aManagement()

    await world.ask('POST /events', { body: aDetail({ timestamp: undefined }) })

    expect(world.published).toMatchObject([{ timestamp: noon.getTime() }])
  })

  it.each([
    ['a type in lower case', { resource: { type: 'subscription' } }, {}],
    ['an action in lower case', { resourceAction: 'changed' }, { resourceAction: 'CHANGED' }],
    ['a ULID', { uuid: '01HZX3K9QZ8V5M2N7T4R6W1YBC' }, { uuid: '01HZX3K9QZ8V5M2N7T4R6W1YBC' }],
    ['another id', { uuid: 'evt_4711' }, { uuid: 'evt_4711' }],
    ['a relative url', { resource: { url: '/api/1' } }, { resource: { url: '/api/1' } }],
  ])('accepts %s', async (_, given: Parameters<typeof aDetail>[0], expected) => {
    const world = aManagement()

    const response = await world.ask('POST /events', { body: aDetail(given) })

    expect(response.status).toBe(202)
    expect(world.published).toMatchObject([{ ...expected }])
  })

  it("accepts the caller's own marketplace by name", async () => {
    const world = aManagement()

    const response = await world.ask('POST /events', { body: aDetail({ marketplace: 'acme' }) })

    expect(response.status).toBe(202)
  })

  it('answers 403 when the event names another marketplace, and publishes nothing', async () => {
    const world = aManagement()

    const response = await world.ask('POST /events', { body: aDetail({ marketplace: 'other' }) })

    expect(response).toMatchObject({
      status: 403,
      body: { detail: "Cannot publish for the marketplace 'other': the token belongs to 'acme'" },
    })
    expect(world.published).toEqual([])
  })

  it.each([
    ['marketplace', { marketplace: null }],
    ['marketplace', { marketplace: 'acme#2' }],
    ['uuid', { uuid: null }],
    ['uuid', { uuid: 'event 1' }],
    ['timestamp', { timestamp: null }],
    ['resource.type', { resource: { type: 'TENANT' } }],
    ['resource.uuid', { resource: { uuid: undefined } }],
    ['resourceAction', { resourceAction: 'UPDATED' }],
    ['resourceAction', { resource: { type: 'PAYMENT_INSTRUMENT' }, resourceAction: 'DELETED' }],
  ])(
    'answers 400 to a bad %s, names it and publishes nothing: %j',
    async (path, given: Parameters<typeof aDetail>[0]) => {
      const world = aManagement()

      const response = await world.ask('POST /events', { body: aDetail(given) })

      expect(response).toMatchObject({ status: 400, body: { errors: [{ path }] } })
      expect(world.published).toEqual([])
    },
  )

  it.each([
    ['[]', 'an array'],
    ['null', 'null'],
    ['"x"', 'a string'],
  ])('reports that a body which is %s is not an object, and names no field', async (text, kind) => {
    const response = await aManagement().ask('POST /events', { text })

    const errors = [{ path: '', message: `must be an object, not ${kind}` }]
    expect(response).toMatchObject({ status: 400, body: { errors } })
  })

  it('publishes any content verbatim', async () => {
    const [before = '', after = ''] = JSON.stringify(aDetail()).split('{"id":"subscription-1"}')

    await fc.assert(
      fc.asyncProperty(jsonText(), async (content) => {
        const world = aManagement()

        const response = await world.ask('POST /events', { text: `${before} ${content}\n${after}` })

        expect(response.status).toBe(202)
        expect(world.published).toEqual([anEvent({ resource: { content } })])
      }),
    )
  })

  it('publishes neither url nor content of a removed resource', async () => {
    const world = aManagement()

    await world.ask('POST /events', { body: aDetail({ resourceAction: 'DELETED' }) })

    expect(world.published).toMatchObject([{ resourceAction: 'REMOVED' }])
    expect(world.published[0]?.resource).toEqual({ type: 'SUBSCRIPTION', uuid: 'subscription-1' })
  })

  it('publishes no card data', async () => {
    const world = aManagement()
    const content = { creditCard: { number: '4111111111111111', securityCode: '123' } }

    await world.ask('POST /events', {
      body: aDetail({ resource: { type: 'PAYMENT_INSTRUMENT', content } }),
    })

    expect(world.published[0]?.resource.content).toBe(
      '{"creditCard":{"number":null,"securityCode":null}}',
    )
    expect(world.published[0]?.masked).toEqual([
      'content.creditCard.number',
      'content.creditCard.securityCode',
    ])
  })

  it('accepts no event that fan-out rejects for its size', async () => {
    const small = JSON.stringify(aDetail({ marketplace: undefined, uuid: undefined }))
    const verdicts = new Set<string>()

    for (let bytes = eventLimitBytes - 200; bytes <= eventLimitBytes; bytes += 10) {
      const world = aManagement()
      const more = 'x'.repeat(bytes - Buffer.byteLength(small))
      const text = small.replace('"id":"', `"id":"${more}`)
      const { status } = await world.ask('POST /events', { text })
      const read = world.published.map((event) => parseBusEvent(onTheBus(event)).kind)
      verdicts.add(`${status} ${read.join()}`.trim())
    }

    expect(verdicts).toContain('202 event')
    expect(verdicts).not.toContain('202 malformed')
  })

  it.each([
    [eventLimitBytes, 202],
    [eventLimitBytes + 1, 413],
  ])(
    'responds to an event of %i bytes with %i, also when it is written at length',
    async (bytes, status) => {
      const small = Buffer.byteLength(JSON.stringify(aDetail({ resource: { content: '' } })))
      const content = 'x'.repeat(bytes - small)
      const written = aDetail({ resource: { content }, more: 'left out' })
      const world = aManagement()

      const response = await world.ask('POST /events', { text: JSON.stringify(written, null, 8) })

      expect(response.status).toBe(status)
      expect(world.published.map((event) => parseBusEvent(onTheBus(event)).kind)).toEqual(
        status === 202 ? ['event'] : [],
      )
    },
  )

  it('answers instead of throwing when unknown members are nested 50,000 levels deep', async () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000)
    const text = JSON.stringify(aDetail()).replace('{', `{"more":${deep},`)

    const status = await aManagement()
      .ask('POST /events', { text })
      .then((response) => response.status, String)

    expect([202, 400]).toContain(status)
  })
})

describe('GET /events/{uuid}', () => {
  const content = '{"b":1.0,"10":1,"2":2,"n":12345678901234567890}'
  const event = anEvent({ resource: { content } })

  it('shows the event with its content verbatim, and its deliveries, newest first', async () => {
    const deliveries = ['webhook-2', 'webhook-1'].map((webhook) =>
      aDelivery({ event, endpoint: webhook }),
    )
    const other = aDelivery({ event: anEvent({ uuid: uuidOf(2) }) })
    const world = aManagement({ events: [event], deliveries: [...deliveries, other] })

    const response = await world.ask(`GET /events/${uuidOf(1)}`, { role: 'viewer' })

    expect(response.status).toBe(200)
    expect(await world.askForText(`GET /events/${uuidOf(1)}`)).toContain(`"content":${content}}`)
    expect(bodyOf(response)).toEqual({
      event: {
        uuid: uuidOf(1),
        timestamp: 1700000000000,
        resource: { ...event.resource, content: JSON.parse(content) as unknown },
        resourceAction: 'ADDED',
      },
      deliveries: await toSummaries(
        'acme',
        ['webhook-2', 'webhook-1'].map((endpoint) => aDelivery({ event, endpoint })),
        world.ports,
      ),
    })
  })

  it.each([
    ['in upper case', uuidOf(1).toUpperCase(), anEvent()],
    ['in lower case', uuidOf(1), anEvent({ uuid: uuidOf(1).toUpperCase() })],
  ])('finds the event and its deliveries when the uuid is %s', async (_, uuid, stored) => {
    const world = aManagement({ events: [stored], deliveries: [aDelivery({ event: stored })] })

    const response = await world.ask(`GET /events/${uuid}`)

    expect(bodyOf(response)).toMatchObject({ event: { uuid: stored.uuid }, deliveries: [{}] })
  })

  it('shows what is stored of an event that no webhook wanted, and the reason', async () => {
    const world = aManagement()
    await world.waiting.ports.storeUnwanted(anUnwantedEvent())

    const response = await world.ask(`GET /events/${uuidOf(1)}`)

    expect(response.body).toEqual({ event: shown, deliveries: [], unwanted })
  })

  it.each([[undefined], [['content.cvv']]])('shows what was masked: %j', async (masked) => {
    const shown = { ...event, ...(masked && { masked }) }

    const response = await aManagement({ events: [shown] }).ask(`GET /events/${uuidOf(1)}`)

    expect(response.status).toBe(200)
    expect(bodyOf(response)['masked']).toEqual(masked)
  })

  it('shows no content when the event has none', async () => {
    const removed = anEvent({ resourceAction: 'REMOVED' })
    const { type, uuid } = removed.resource
    const world = aManagement({ events: [{ ...removed, resource: { type, uuid } }] })

    const response = await world.ask(`GET /events/${uuidOf(1)}`)

    expect(bodyOf(response)).toMatchObject({ event: { resource: { type, uuid } }, deliveries: [] })
    expect(JSON.stringify(response)).not.toContain('content')
  })

  it.each([
    ['it was never accepted', uuidOf(2), 'acme'],
    ['it belongs to another marketplace', uuidOf(1), 'globex'],
    ['it is no uuid', 'x-y', 'acme'],
  ])('answers 404 when %s', async (_, uuid, marketplace) => {
    const response = await aManagement({ events: [event] }).ask(`GET /events/${uuid}`, {
      marketplace,
    })

    expect(response).toMatchObject({
      status: 404,
      body: {
        detail: `Cannot find the event '${uuid}': this marketplace did not accept it, or it is no longer stored`,
      },
    })
  })
})

describe('GET /events', () => {
  it('lists events with how many deliveries they have, or why no webhook wanted them', async () => {
    const later = anEvent({ uuid: uuidOf(2) })
    const deliveries = ['webhook-1', 'webhook-2'].map((endpoint) =>
      aDelivery({ event: later, endpoint, createdAt: afterNoon(5) }),
    )
    const world = aManagement({ deliveries })
    await world.waiting.ports.storeUnwanted(anUnwantedEvent())

    const response = await world.ask('GET /events', { role: 'viewer' })

    expect(response).toMatchObject({
      status: 200,
      body: {
        items: [
          { event: { uuid: uuidOf(2) }, acceptedAt: afterNoon(5), deliveryCount: 2 },
          { event: shown, acceptedAt: afterNoon(0), deliveryCount: 0, unwanted },
        ],
      },
    })
  })

  it.each([
    ['resource', 1, 'No webhook has the resource SUBSCRIPTION'],
    ['action', 1, '1 webhook has the resource SUBSCRIPTION, and not the action ADDED'],
    ['action', 2, '2 webhooks have the resource SUBSCRIPTION, and none the action ADDED'],
    ['filter', 1, '1 webhook has SUBSCRIPTION ADDED, and its filter does not match the event'],
    ['filter', 7, '7 webhooks have SUBSCRIPTION ADDED, and no filter of theirs matches the event'],
  ] as const)(
    'explains the reason %s of %i webhooks',
    async (reason, webhookCount, explanation) => {
      const world = aManagement()
      const why = { reason, webhookCount, webhooks: [] }
      await world.waiting.ports.storeUnwanted({ ...anUnwantedEvent(), unwanted: why })

      const response = await world.ask('GET /events', { query: { wanted: 'false' } })

      expect(response).toMatchObject({ body: { items: [{ unwanted: { ...why, explanation } }] } })
    },
  )

  it.each([
    [{ wanted: 'maybe' }, 'wanted'],
    [{ resource: 'THING' }, 'resource'],
    [{ from: 'yesterday' }, 'from'],
    [{ from: afterNoon(1), to: afterNoon(0) }, 'to'],
    [{ status: 'failed' }, 'status'],
  ])('answers 400 to %j, and names the parameter', async (query, path) => {
    const response = await aManagement().ask('GET /events', { query })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path }] } })
  })

  it('lists nothing of another marketplace, and nothing for producers', async () => {
    const world = aManagement()
    await world.waiting.ports.storeUnwanted(anUnwantedEvent())

    const ofAnother = await world.ask('GET /events', { marketplace: 'globex' })
    const ofProducer = await world.ask('GET /events', { role: 'producer' })

    expect(ofAnother.body).toEqual({ items: [] })
    expect(ofProducer.status).toBe(403)
  })
})

const { content, ...resource } = anEvent().resource
const shown = {
  uuid: uuidOf(1),
  timestamp: 1700000000000,
  resource,
  resourceAction: 'ADDED',
}
const unwanted = {
  reason: 'action',
  explanation: '1 webhook has the resource SUBSCRIPTION, and not the action ADDED',
  webhookCount: 1,
  webhooks: ['webhook-1'],
}

function anUnwantedEvent() {
  const why = { reason: 'action', webhookCount: 1, webhooks: ['webhook-1'] } as const
  return { event: lineOf(anEvent()), acceptedAt: noon.toISOString(), unwanted: why }
}
