import { randomUUID } from 'node:crypto'

import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { journeyWorlds } from '../support/journey-world.ts'
import { status } from '../support/receiver.ts'
import type { Api } from '../support/router.ts'

const Listed = z.object({
  items: z.array(
    z.looseObject({
      id: z.string(),
      webhook: z.string(),
      status: z.string(),
      attemptCount: z.int(),
    }),
  ),
  cursor: z.string().optional(),
})

describe('from POST /events to the receiver', () => {
  const aWorld = journeyWorlds()

  it('delivers an event verbatim to its webhook, with the token, and lists the delivery', async () => {
    const { receiver, api } = await aWorld()
    const webhook = await aWebhook(api, {
      url: receiver.url,
      authentication: { type: 'TOKEN', token: 's3cret' },
    })
    const uuid = randomUUID()
    const content = '{"10":1.0, "9":null, "id":12345678901234567890, "name":"Gr\\u00fc\\u00dfe"}'

    const published = await api('POST', '/events', anEvent({ uuid, content }))

    const delivery = await settled(api, webhook)
    expect(published).toMatchObject({ status: 202, body: { uuid } })
    expect(receiver.requests).toHaveLength(1)
    expect(receiver.requests[0]).toMatchObject({
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-appdirect-webhook-token': 's3cret',
        'webhook-id': delivery.id,
      },
      body:
        `{"uuid":"${uuid}","timestamp":1700000000000,"resource":{"type":"SUBSCRIPTION","uuid":"s-1",` +
        `"url":"https://shop.example.com/s-1","content":${content}},"resourceAction":"ADDED"}`,
    })
    expect(delivery).toMatchObject({ status: 'successful', attemptCount: 1, webhook })
  })

  it('marks a test event for its receiver and where it is shown', async () => {
    const { receiver, api } = await aWorld()
    const webhook = await aWebhook(api, { url: receiver.url })
    const uuid = randomUUID()

    await api('POST', '/events', anEvent({ uuid }).replace('{', '{"test":true,'))

    await settled(api, webhook)
    expect(receiver.requests).toMatchObject([
      {
        headers: {
          accept: '*/*',
          'postrider-webhook': webhook,
          'postrider-event': 'subscription.added',
          'postrider-attempt': '1',
          'postrider-test': 'true',
        },
      },
    ])
    expect((await api('GET', `/events/${uuid}`)).body).toMatchObject({ test: true })
  })

  it.each([
    [{ header: 'AppDirect-Webhook-Token' }, { 'appdirect-webhook-token': 's3cret' }],
    [{ header: 'Authorization', prefix: 'Bearer' }, { authorization: 'Bearer s3cret' }],
  ])('sends the token in the configured header: %j', async (where, headers) => {
    const { receiver, api } = await aWorld()
    const authentication = { type: 'TOKEN', token: 's3cret', ...where }
    const webhook = await aWebhook(api, { url: receiver.url, authentication })

    await api('POST', '/events', anEvent())

    const { id } = await settled(api, webhook)
    const { body } = await api('GET', `/deliveries/${id}`)
    expect(receiver.requests[0]?.headers).toMatchObject(headers)
    expect(receiver.requests[0]?.headers).not.toHaveProperty('x-appdirect-webhook-token')
    expect(JSON.stringify(body)).not.toContain('s3cret')
  })

  it("sends every attempt with the producer's trace, and no trace of its own", async () => {
    const { receiver, api } = await aWorld({
      answer: (response, number) => response.writeHead(number === 1 ? 500 : 200).end(),
    })
    const webhook = await aWebhook(api, { url: receiver.url })
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

    await api('POST', '/events', anEvent(), { traceparent })
    const { id } = await settled(api, webhook)
    await api('POST', '/events', anEvent())
    await eventually(() => {
      expect(receiver.requests).toHaveLength(3)
    })

    const { body } = await api('GET', `/deliveries/${id}`)
    const sent = receiver.requests.map(({ headers }) => headers['traceparent'])
    expect(sent).toEqual([traceparent, traceparent, undefined])
    expect(receiver.requests[0]?.body).not.toContain('trace')
    expect(body).toMatchObject({ attempts: [{ request: { headers: { traceparent } } }, {}] })
  })

  it('retries when the receiver fails, and stores every attempt', async () => {
    const { receiver, api } = await aWorld({
      answer: (response, number) => response.writeHead(number === 1 ? 500 : 200).end(),
    })
    const webhook = await aWebhook(api, { url: receiver.url })

    await api('POST', '/events', anEvent())

    const { id } = await settled(api, webhook)
    const { body } = await api('GET', `/deliveries/${id}`)
    const call = { durations: { totalMs: expect.any(Number) }, address: '127.0.0.1' }
    const whole = {
      request: { url: receiver.url, headers: { 'webhook-id': id } },
      response: { headers: { date: expect.any(String) }, body: { text: '' } },
    }
    const helpful = {
      request: { url: receiver.url, headers: { 'webhook-timestamp': expect.any(String) } },
      response: { headers: {}, body: { text: '' } },
    }
    expect(body).toMatchObject({
      status: 'successful',
      attempts: [
        { number: 1, outcome: 'failed', reason: 'status 500', status: 500, ...call, ...whole },
        { number: 2, outcome: 'delivered', status: 200, ...call, ...helpful },
      ],
    })
    expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id']))).toEqual(
      new Set([id]),
    )
  })

  it('reports a delivery as failed after its last attempt', async () => {
    const { receiver, api } = await aWorld({ answer: status(500), waitsSeconds: [0.05, 0.05] })
    const webhook = await aWebhook(api, { url: receiver.url })

    await api('POST', '/events', anEvent())

    expect(await settled(api, webhook)).toMatchObject({ status: 'failed', attemptCount: 3 })
    expect(receiver.requests).toHaveLength(3)
  })

  it('lists a delivery as pending while its receiver has not responded', async () => {
    let finish: () => void = () => undefined
    const { receiver, api } = await aWorld({
      answer: (response) => {
        finish = () => response.end()
      },
    })
    const webhook = await aWebhook(api, { url: receiver.url })

    await api('POST', '/events', anEvent())
    await eventually(() => {
      expect(receiver.requests).toHaveLength(1)
    })
    const { body } = await api('GET', '/deliveries?status=pending')
    finish()

    expect(body).toMatchObject({ items: [{ webhook, status: 'pending', attemptCount: 0 }] })
    expect(await settled(api, webhook)).toMatchObject({ status: 'successful' })
  })

  it('shows when the next attempt is due while a delivery waits', async () => {
    const { receiver, api } = await aWorld({ answer: status(503), waitsSeconds: [600] })
    const webhook = await aWebhook(api, { url: receiver.url })
    const before = Date.now()

    await api('POST', '/events', anEvent())

    const { id } = await eventually(async () => {
      const [item] = await listed(api, `webhook=${webhook}&status=pending`)
      expect(item?.attemptCount).toBe(1)
      return item ?? { id: '' }
    })
    const { body } = await api('GET', `/deliveries/${id}`)
    const { nextAttemptAt } = z.looseObject({ nextAttemptAt: z.iso.datetime() }).parse(body)
    const waitMs = Date.parse(nextAttemptAt) - before
    expect(waitMs).toBeGreaterThanOrEqual(600_000)
    expect(waitMs).toBeLessThan(680_000)
  })

  it('sends one webhook the events of several resources, each once', async () => {
    const { receiver, api } = await aWorld()
    const events = ['subscription.added', 'order.*']
    const { status: code } = await api('POST', '/webhooks', { url: receiver.url, events })
    expect(code).toBe(201)

    const wanted = [
      ['SUBSCRIPTION', 'ADDED'],
      ['ORDER', 'ADDED'],
      ['ORDER', 'CHANGED'],
    ] as const
    const others = [
      ['SUBSCRIPTION', 'CHANGED'],
      ['USER', 'ADDED'],
    ] as const
    for (const [type, action] of [...others, ...wanted]) {
      await api('POST', '/events', anEvent({ type, action }))
    }

    await eventually(async () => {
      const successful = (await listed(api)).filter(({ status }) => status === 'successful')
      expect(successful).toHaveLength(wanted.length)
    })
    const sent = receiver.requests.map(({ body }) => Sent.parse(JSON.parse(body)))
    expect(
      sent.map(({ resource, resourceAction }) => `${resource.type} ${resourceAction}`),
    ).toEqual(expect.arrayContaining(wanted.map((words) => words.join(' '))))
    expect(sent).toHaveLength(wanted.length)
  })

  it('sends an event of a removal without url and content', async () => {
    const { receiver, api } = await aWorld()
    const webhook = await aWebhook(api, { url: receiver.url, actions: ['DELETED'] })
    const uuid = randomUUID()

    await api('POST', '/events', anEvent({ uuid, action: 'DELETED' }))

    await settled(api, webhook)
    expect(receiver.requests[0]?.body).toBe(
      `{"uuid":"${uuid}","timestamp":1700000000000,"resource":{"type":"SUBSCRIPTION","uuid":"s-1"},"resourceAction":"REMOVED"}`,
    )
  })

  it('delivers an event of nearly 200 KB to many webhooks', async () => {
    const { receiver, api } = await aWorld()
    const paths = Array.from({ length: 120 }, (_, number) => `/${number}`)
    for (const path of paths) await aWebhook(api, { url: `${receiver.url}${path}` })
    const content = JSON.stringify({ text: '"'.repeat(95_000) })

    await api('POST', '/events', anEvent({ content }))

    await eventually(() => {
      expect(receiver.requests.length).toBe(paths.length) // their bodies are not to be printed
    })
    expect(new Set(receiver.requests.map(({ path }) => path))).toEqual(new Set(paths))
    expect(receiver.requests.every(({ body }) => body.includes(content))).toBe(true)
  })

  it('creates one delivery of an event that is published twice', async () => {
    const { receiver, api, router } = await aWorld()
    const webhook = await aWebhook(api, { url: receiver.url })
    const event = anEvent({ uuid: randomUUID() })

    const responses = [await api('POST', '/events', event), await api('POST', '/events', event)]

    await eventually(() => {
      expect(router.lines.filter(({ message }) => message === 'fanned out')).toHaveLength(2)
    })
    await settled(api, webhook)
    expect(responses.map(({ status: code }) => code)).toEqual([202, 202])
    expect(receiver.requests).toHaveLength(1)
    expect(await listed(api)).toHaveLength(1)
  })

  it('refuses another event with a uuid that is taken, and delivers the first one', async () => {
    const { receiver, api } = await aWorld()
    const webhook = await aWebhook(api, { url: receiver.url })
    const uuid = randomUUID()

    const first = await api('POST', '/events', anEvent({ uuid, content: '{"seats":1}' }))
    const other = await api('POST', '/events', anEvent({ uuid, content: '{"seats":2}' }))

    await settled(api, webhook)
    expect(first.status).toBe(202)
    expect(other).toMatchObject({
      status: 409,
      body: { detail: `Cannot accept the event: another event has the uuid '${uuid}'` },
    })
    expect(receiver.requests.map(({ body }) => body)).toEqual([
      expect.stringContaining('{"seats":1}'),
    ])
  })

  it('delivers every event with an id of another kind, and lists it by its id', async () => {
    const { receiver, api } = await aWorld()
    const webhook = await aWebhook(api, { url: receiver.url })

    await api('POST', '/events', anEvent({ uuid: 'evt_Ab-1' }))
    const { id } = await settled(api, webhook)

    expect(receiver.requests).toMatchObject([
      { headers: { 'webhook-id': id }, body: expect.stringContaining('"uuid":"evt_Ab-1"') },
    ])
    expect((await api('GET', `/deliveries/${id}`)).body).toMatchObject({ id })
    expect((await api('GET', '/events/evt_Ab-1')).body).toMatchObject({ deliveries: [{ id }] })
    expect((await api('GET', '/events/evt_ab-1')).status).toBe(404)
  })

  it('delivers every event that is accepted after the webhook was created', async () => {
    const { receiver, api } = await aWorld()
    const rounds = Array.from({ length: 20 }, (_, number) => number)

    await Promise.all(
      rounds.map(async (number) => {
        await aWebhook(api, { url: `${receiver.url}/${number}` })
        await api('POST', '/events', anEvent())
      }),
    )

    await eventually(async () => {
      expect(await listed(api, 'status=pending')).toEqual([])
      for (const number of rounds) {
        expect(receiver.requests.some(({ path }) => path === `/${number}`)).toBe(true)
      }
    })
  })

  it('lists deliveries of a disabled webhook as skipped, and sends when it is enabled again', async () => {
    const { receiver, api } = await aWorld()
    const webhook = await aWebhook(api, { url: receiver.url })

    await api('PATCH', `/webhooks/${webhook}`, { enabled: false }, { 'if-match': '"1"' })
    await api('POST', '/events', anEvent())
    const skipped = await settled(api, webhook)
    const { status: code } = await api(
      'PATCH',
      `/webhooks/${webhook}`,
      { enabled: true },
      { 'if-match': '"2"' },
    )
    await api('POST', '/events', anEvent())

    await eventually(() => {
      expect(receiver.requests).toHaveLength(1)
    })
    expect(skipped).toMatchObject({ status: 'skipped', attemptCount: 0 })
    expect(code).toBe(200)
  })

  it('drops the waiting deliveries of a deleted webhook, and keeps the record', async () => {
    const { receiver, api } = await aWorld({ answer: status(500), waitsSeconds: [0.3] })
    const webhook = await aWebhook(api, { url: receiver.url })

    await api('POST', '/events', anEvent())
    await eventually(() => {
      expect(receiver.requests).toHaveLength(1)
    })
    await api('DELETE', `/webhooks/${webhook}`)

    const dropped = await settled(api, webhook)
    expect(dropped).toMatchObject({ status: 'dropped', attemptCount: 1 })
    expect(receiver.requests).toHaveLength(1)
  })

  it('isolates marketplaces: neither shows nor sends anything across', async () => {
    const { receiver, router, api } = await aWorld()
    const other = router.as('manager', 'globex')
    const webhook = await aWebhook(api, { url: receiver.url })
    await api('POST', '/events', anEvent())
    const { id } = await settled(api, webhook)

    const responses = [
      await other('GET', `/webhooks/${webhook}`),
      await other('PATCH', `/webhooks/${webhook}`, { enabled: false }, { 'if-match': '"1"' }),
      await other('DELETE', `/webhooks/${webhook}`),
      await other('GET', `/deliveries/${id}`),
    ]
    await other('POST', '/events', anEvent())
    await eventually(() => {
      expect(router.lines.filter(({ message }) => message === 'fanned out')).toHaveLength(2)
    })

    expect(responses.map(({ status: code }) => code)).toEqual([404, 404, 404, 404])
    expect((await other('GET', '/webhooks')).body).toEqual({ items: [] })
    expect(await listed(other)).toEqual([])
    expect(await listed(other, `webhook=${webhook}`)).toEqual([])
    expect(receiver.requests).toHaveLength(1)
  })

  it('neither forwards nor stores a card number', async () => {
    const { receiver, api, router } = await aWorld()
    const webhook = await aWebhook(api, { url: receiver.url, resource: 'PAYMENT_INSTRUMENT' })
    const content =
      '{"id":"1","creditCard":{"number":"4111111111111111","securityCode":"123","expirationYear":2030}}'

    const { body } = await api('POST', '/events', anEvent({ type: 'PAYMENT_INSTRUMENT', content }))

    await settled(api, webhook)
    const [request] = receiver.requests
    expect(request?.body).not.toContain('masked')
    const event = await api('GET', `/events/${(body as { uuid: string }).uuid}`)
    expect(event.body).toMatchObject({
      masked: ['content.creditCard.number', 'content.creditCard.securityCode'],
    })
    expect(request?.body).toContain(
      '"creditCard":{"number":null,"securityCode":null,"expirationYear":2030}',
    )
    expect(JSON.stringify(router.lines)).not.toContain('4111111111111111')
  })

  it('lists deliveries in pages, newest first, each once', async () => {
    const { receiver, api } = await aWorld()
    const webhook = await aWebhook(api, { url: receiver.url })
    for (let number = 0; number < 7; number += 1) await api('POST', '/events', anEvent())
    await eventually(async () => {
      expect(await listed(api, 'status=successful')).toHaveLength(7)
    })

    const pages = await pagesOf(api, `/deliveries?webhook=${webhook}&limit=3`)

    const items = pages.flat()
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1])
    expect(new Set(items.map(({ id }) => id)).size).toBe(7)
    const times = items.map(({ createdAt }) => String(createdAt))
    expect(times).toEqual(times.toSorted().toReversed())
  })

  it('sends nothing to this machine under production rules', async () => {
    const { receiver, api } = await aWorld({ loopback: false })

    const answer = await api('POST', '/webhooks', {
      url: receiver.url,
      resource: 'USER',
      actions: ['ADDED'],
    })

    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'url', message: expect.stringContaining('https') }] },
    })
  })
})

type Wanted = { url: string; resource?: string; actions?: string[]; authentication?: unknown }

async function aWebhook(
  api: Api,
  { resource = 'SUBSCRIPTION', actions = ['ADDED'], ...rest }: Wanted,
) {
  const { status: code, body } = await api('POST', '/webhooks', { resource, actions, ...rest })
  expect(code).toBe(201)
  return z.object({ id: z.string() }).parse(body).id
}

/** The body of POST /events, with the content as verbatim text. */
function anEvent({
  uuid = randomUUID(),
  type = 'SUBSCRIPTION',
  action = 'ADDED',
  content = '{}',
}: Partial<Record<'uuid' | 'type' | 'action' | 'content', string>> = {}) {
  return (
    `{"uuid":"${uuid}","timestamp":1700000000000,"resource":{"type":"${type}","uuid":"s-1",` +
    `"url":"https://shop.example.com/s-1","content":${content}},"resourceAction":"${action}"}`
  )
}

const Sent = z.object({ resource: z.object({ type: z.string() }), resourceAction: z.string() })

async function listed(api: Api, query = '') {
  return Listed.parse((await api('GET', `/deliveries?${query}`)).body).items
}

/** The webhook's only delivery, when it is no longer pending. */
function settled(api: Api, webhook: string) {
  return eventually(async () => {
    const [delivery, ...others] = await listed(api, `webhook=${webhook}`)
    expect(others).toEqual([])
    expect(delivery?.status ?? 'pending').not.toBe('pending')
    return z.looseObject({ id: z.string() }).parse(delivery)
  })
}

async function pagesOf(api: Api, path: string) {
  const pages: z.infer<typeof Listed>['items'][] = []
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const { body } = await api('GET', `${path}${cursor === '' ? '' : `&cursor=${cursor}`}`)
    const page = Listed.parse(body)
    pages.push(page.items)
    cursor = page.cursor
  }
  return pages
}
