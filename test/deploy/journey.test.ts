import { randomUUID } from 'node:crypto'

import { describe, expect, it } from '@jest/globals'

import { numberedTokens, startTokenServer } from '../support/misbehaving-token-server.ts'
import { acceptedBy, everyVerifier } from '../support/verifiers.ts'
import { ask, putEvent, tokenFor } from './account.ts'
import { countWakeUps, malformedEvents, sendSweep } from './queues.ts'
import {
  afterwards,
  anEvent,
  arrival,
  asManager,
  deliveryOf,
  listen,
  setUpWebhook,
  soon,
  subscriptionAdded,
} from './trial.ts'

/**
 * The path of an event in an emulated AWS account: bus, rules, queues, functions, tables, key, API
 * and sign-in are those of the deployed stack. Comments name what the emulator does not prove;
 * docs/emulator.md says where it is proven instead.
 */
/** The headers that differ between the attempts of a delivery. */
const differing = ['postrider-attempt', 'webhook-timestamp', 'webhook-signature']

describe('The journey of an event', () => {
  it('ends with a POST that carries the token, and a delivery in the list', async () => {
    const receiver = await listen()
    const webhook = await setUpWebhook(receiver)
    const event = anEvent()

    await subscriptionAdded(event)

    const post = await arrival(receiver)
    const { marketplace: _, ...notification } = event
    expect(post).toMatchObject({
      method: 'POST',
      path: '/hook',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-appdirect-webhook-token': 't0ken of the receiver',
      },
    })
    expect(JSON.parse(post.body)).toEqual(notification)
    expect(Object.keys(JSON.parse(post.body) as object)).toEqual([
      'uuid',
      'timestamp',
      'resource',
      'resourceAction',
    ])
    const delivery = await deliveryOf(webhook, 'successful')
    expect(delivery).toMatchObject({
      id: post.headers['webhook-id'],
      webhook,
      event: { uuid: event.uuid },
      attempts: [
        {
          number: 1,
          outcome: 'delivered',
          status: 200,
          durations: { totalMs: expect.any(Number) },
          request: { headers: { 'x-appdirect-webhook-token': '[redacted]' } },
        },
      ],
    })
  })

  it('waits and is woken when the first attempt fails', async () => {
    const receiver = await listen((response, number) => {
      response.writeHead(number === 1 ? 500 : 200).end()
    })
    const webhook = await setUpWebhook(receiver)

    await subscriptionAdded()

    const delivery = await deliveryOf(webhook, 'successful')
    expect(delivery).toMatchObject({
      attempts: [
        { number: 1, outcome: 'failed', status: 500 },
        { number: 2, outcome: 'delivered', status: 200 },
      ],
    })
    expect(receiver.requests).toHaveLength(2)
    expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const counts = receiver.requests.map(({ headers }) => headers['postrider-attempt'])
    expect(counts).toEqual(['1', '2'])
    // The token was decrypted again and the event was read from its table; each attempt has its own
    // signature.
    const [first, second] = receiver.requests.map(({ headers, ...rest }) => {
      const others = Object.entries(headers).filter(([name]) => !differing.includes(name))
      return { ...rest, headers: Object.fromEntries(others) }
    })
    expect(second).toEqual(first)
  })

  it('is signed, across a rotation, with the secret that a manager can read', async () => {
    const receiver = await listen()
    const webhook = await setUpWebhook(receiver)
    const path = `/webhooks/${webhook}/secret`
    const old = await secretAt(path)
    const rotated = await asManager('POST', `${path}/rotate`)
    const fresh = await secretAt(path)

    await subscriptionAdded()

    const { headers, body } = await arrival(receiver)
    const signed = { headers: headers as Record<string, string>, body }
    expect(rotated).toMatchObject({ status: 200, body: { version: 2 } })
    expect(JSON.stringify(rotated.body)).not.toContain('whsec_')
    expect(fresh).not.toBe(old)
    for (const secret of [old, fresh]) expect(acceptedBy(signed, secret)).toEqual(everyVerifier)
    expect(await asManager('GET', `/webhooks/${webhook}`)).toMatchObject({
      body: { secretShownCount: 2, secretShownBy: expect.any(String) },
    })
  })

  it('carries an access token, which is requested once and stored encrypted for the next', async () => {
    const receiver = await listen()
    const server = await startTokenServer(numberedTokens())
    afterwards(server.close)
    const webhook = await setUpWebhook(receiver, {
      authentication: {
        type: 'OAUTH2_CLIENT_CREDENTIALS',
        accessTokenUri: server.url,
        clientId: 'router',
        clientSecret: 't0ken of the receiver',
      },
    })

    await subscriptionAdded()
    await deliveryOf(webhook, 'successful')
    await subscriptionAdded()

    await soon(() => {
      expect(receiver.requests.map(({ headers }) => headers.authorization)).toEqual([
        'Bearer token-1',
        'Bearer token-1',
      ])
    })
    expect(server.requests).toHaveLength(1)
  })

  it('starts at the API too, for a producer without access to the bus', async () => {
    const receiver = await listen()
    await setUpWebhook(receiver)
    const { marketplace: _, ...event } = anEvent()

    const { status } = await ask('POST', '/events', {
      token: await tokenFor('acme', 'producer'),
      body: event,
    })

    expect(status).toBe(202)
    expect(JSON.parse((await arrival(receiver)).body)).toEqual(event)
  })

  it('is not affected by a malformed event before it, which is set aside with its reason', async () => {
    const receiver = await listen()
    await setUpWebhook(receiver)
    const uuid = randomUUID()
    const { uuid: _, ...withoutUuid } = anEvent()

    await putEvent('subscription.added', JSON.stringify({ ...withoutUuid, note: uuid }))
    await putEvent('unicorn.added', JSON.stringify({ ...anEvent(), note: uuid }))
    await subscriptionAdded()

    await arrival(receiver)
    const reasons = await soon(async () => {
      const letters = (await malformedEvents()).filter(({ body }) => body.includes(uuid))
      expect(letters).toHaveLength(2)
      return letters.map(({ reason }) => reason)
    })
    expect(reasons).toContainEqual(expect.stringContaining('uuid'))
    expect(reasons).toContainEqual(expect.stringContaining('detail-type is unicorn.added'))
  })
})

describe('The sweep', () => {
  it('finishes', async () => {
    // Triggered by hand, as the stack's tests cover the hourly rule.
    await sendSweep()

    await soon(async () => {
      expect(await countWakeUps()).toBe(0)
    })
  })
})

describe('The deployed API', () => {
  it('responds with 401 without a token, and with one of another issuer', async () => {
    expect(await ask('GET', '/webhooks')).toMatchObject({ status: 401 })
    expect(await ask('GET', '/webhooks', { token: 'e30.e30.e30' })).toMatchObject({ status: 401 })
  })

  it('responds with 403 to a producer that reads webhooks', async () => {
    const token = await tokenFor('acme', 'producer')

    expect(await ask('GET', '/webhooks', { token })).toMatchObject({ status: 403 })
  })

  it('serves its health to everyone', async () => {
    expect(await ask('GET', '/health')).toEqual({ status: 200, body: { status: 'ok' } })
  })

  it('isolates marketplaces from each other', async () => {
    const receiver = await listen()
    const webhook = await setUpWebhook(receiver)
    await subscriptionAdded()
    const { id } = await deliveryOf(webhook, 'successful')
    const token = await tokenFor('globex', 'manager')

    const answers = await Promise.all([
      ask('GET', '/webhooks', { token }),
      ask('GET', '/deliveries', { token }),
      ask('GET', `/deliveries?webhook=${webhook}`, { token }),
      ask('GET', `/webhooks/${webhook}`, { token }),
      ask('GET', `/deliveries/${id}`, { token }),
    ])

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404, 404])
    expect(JSON.stringify(answers.slice(0, 3).map(({ body }) => body))).not.toContain(webhook)
  })
})

async function secretAt(path: string): Promise<string> {
  const { status, body } = await asManager('GET', path)
  expect(status).toBe(200)
  return (body as { secret: string }).secret
}
