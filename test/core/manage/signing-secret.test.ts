import { describe, expect, it } from '@jest/globals'

import { subscriptionsOf } from '../../../core/webhooks/subscription.ts'
import { healthy } from '../../../core/health/health.ts'
import { afterNoon, aWebhook } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'
import { aContext, aSealedSecret, aSecret, sealOf } from '../../support/seal.ts'

const readSecret = 'GET /webhooks/webhook-1/secret'
const rotate = 'POST /webhooks/webhook-1/secret/rotate'
const day = 24 * 3600

const rotatedWebhook = (validUntil: string) =>
  aWebhook({
    signing: { sealed: aSealedSecret(2), previous: { sealed: aSealedSecret(1), validUntil } },
  })

describe('GET /webhooks/{id}/secret', () => {
  it('shows the secret to a manager, with the version of the webhook as its ETag', async () => {
    const response = await aManagement({ webhooks: [aWebhook({ version: 3 })] }).ask(readSecret)

    expect(response).toEqual({
      status: 200,
      headers: { etag: '"3"' },
      body: { secret: aSecret(1) },
    })
  })

  it.each([
    ['a conditional request', readSecret, 200, 1],
    ['a HEAD request', readSecret.replace('GET', 'HEAD'), 405, 0],
  ])('does not support %s: each read is recorded', async (_, line, status, times) => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const response = await world.ask(line, { headers: { 'if-none-match': '*' } })

    expect(response.status).toBe(status)
    expect(world.webhooks.get('webhook-1')?.secretShownCount).toBe(times)
  })

  it.each([
    [1, { secret: aSecret(1), validUntil: afterNoon(1) }],
    [0, undefined],
    [-1, undefined],
  ])('shows the previous secret while it is valid: for %i s', async (seconds, previous) => {
    const world = aManagement({ webhooks: [rotatedWebhook(afterNoon(seconds))] })

    const response = await world.ask(readSecret)

    expect(bodyOf(response)).toEqual({ secret: aSecret(2), ...(previous && { previous }) })
  })

  it("records the actor and the time of each read, without changing the webhook's version", async () => {
    const world = aManagement({ webhooks: [aWebhook()] })
    await world.ask(readSecret)
    world.now = new Date(afterNoon(60))

    await world.ask(readSecret, { claims: { sub: 'manager-2', scope: 'acme/webhooks:write' } })

    const seen = { secretShownCount: 2, secretShownAt: afterNoon(60), secretShownBy: 'manager-2' }
    expect(world.webhooks.get('webhook-1')).toEqual(aWebhook(seen))
    expect(bodyOf(await world.ask('GET /webhooks/webhook-1', { role: 'viewer' }))).toMatchObject({
      ...seen,
      version: 1,
    })
  })

  it('logs one line for each read: the actor and the webhook', async () => {
    const world = aManagement({ webhooks: [rotatedWebhook(afterNoon(1))] })

    await world.ask(readSecret)

    expect(world.lines).toEqual([
      { message: 'secret shown', marketplace: 'acme', webhook: 'webhook-1', by: 'manager-1' },
    ])
  })

  it('returns no secret when the read cannot be recorded', async () => {
    const replaceWebhook = () => Promise.reject(new Error('Cannot reach the table'))
    const world = aManagement({ webhooks: [aWebhook()], ports: { replaceWebhook } })

    const response = await world.ask(readSecret)

    expect(response.status).toBe(500)
    expect(world.lines).toEqual([
      expect.objectContaining({ level: 'ERROR', message: 'Error: Cannot reach the table' }),
    ])
  })

  it('records both of two concurrent reads', async () => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const responses = await Promise.all([world.ask(readSecret), world.ask(readSecret)])

    expect(responses.map(({ status }) => status)).toEqual([200, 200])
    expect(world.webhooks.get('webhook-1')?.secretShownCount).toBe(2)
    expect(world.lines).toHaveLength(2)
  })

  it('answers 409 when the webhook keeps changing', async () => {
    const replaceWebhook = () => Promise.resolve('stale' as const)
    const world = aManagement({ webhooks: [aWebhook()], ports: { replaceWebhook } })

    const response = await world.ask(readSecret)

    expect(response).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/again$/) },
    })
    expect(world.lines).toEqual([])
  })

  it('keeps the record of a read when a change was read before it and is saved after it', async () => {
    const world = aManagement({ webhooks: [aWebhook()] })
    const webhook = world.webhooks.get('webhook-1')

    await world.ask(readSecret)
    const late = aManagement({
      webhooks: [...world.webhooks.values()],
      ports: { findWebhook: () => Promise.resolve(webhook) },
    })
    const response = await late.ask(rotate)

    expect(response.status).toBe(412)
    expect(late.webhooks.get('webhook-1')?.secretShownCount).toBe(1)
  })

  it('answers 500 when the secret cannot be opened', async () => {
    const signing = { sealed: aSealedSecret(1, { endpoint: 'other' }) }
    const world = aManagement({ webhooks: [aWebhook({ signing })] })

    const response = await world.ask(readSecret)

    expect(response.status).toBe(500)
    expect(world.lines[0]?.['message']).toContain('Cannot open')
    expect(world.webhooks.get('webhook-1')?.secretShownCount).toBe(0)
  })
})

describe('POST /webhooks/{id}/secret/rotate', () => {
  it('shows the webhook with its health, as GET does', async () => {
    const broken = { ...healthy({ marketplace: 'acme', id: 'webhook-1' }), failures: 1 }
    const world = aManagement({ webhooks: [aWebhook()], health: [broken] })

    const response = await world.ask(rotate)

    expect(bodyOf(response)).toMatchObject({ health: { state: 'failing', failures: 1 } })
    expect(bodyOf(await world.ask('GET /webhooks/webhook-1'))).toEqual(bodyOf(response))
  })

  it.each([
    ['no body', {}, day],
    ['an empty body of JSON', { text: '' }, day],
    ['an empty object', { body: {} }, day],
    ['24 hours', { body: { keepPreviousHours: 24 } }, day],
    ['one hour', { body: { keepPreviousHours: 1 } }, 3600],
    ['a week', { body: { keepPreviousHours: 168 } }, 7 * day],
  ])(
    'creates a secret, and keeps the previous one for as long as %s says',
    async (_, asked, seconds) => {
      const world = aManagement({ webhooks: [aWebhook()] })
      world.now = new Date(afterNoon(60))

      const response = await world.ask(rotate, asked)

      const validUntil = afterNoon(60 + seconds)
      const after = {
        ...rotatedWebhook(validUntil),
        version: 2,
        changedAt: afterNoon(60),
        changedBy: 'manager-1',
      }
      const { marketplace, signing, ...view } = after
      expect(world.webhooks.get('webhook-1')).toEqual(after)
      expect(response).toEqual({
        status: 200,
        headers: { etag: '"2"' },
        body: {
          ...view,
          subscriptions: subscriptionsOf(view.events),
          previousSecretValidUntil: validUntil,
          health: { state: 'healthy' },
        },
      })
    },
  )

  it('removes the previous secret immediately for 0 hours', async () => {
    const world = aManagement({ webhooks: [rotatedWebhook(afterNoon(60))] })

    const response = await world.ask(rotate, { body: { keepPreviousHours: 0 } })

    expect(world.webhooks.get('webhook-1')?.signing).toEqual({ sealed: aSealedSecret(2) })
    expect(bodyOf(response)).not.toHaveProperty('previousSecretValidUntil')
  })

  it('keeps the two newest secrets when it rotates again during the overlap', async () => {
    const world = aManagement({ webhooks: [aWebhook()] })
    await world.ask(rotate, { body: { keepPreviousHours: 168 } })

    await world.ask(rotate, { body: { keepPreviousHours: 1 } })

    expect(bodyOf(await world.ask(readSecret))).toEqual({
      secret: aSecret(3),
      previous: { secret: aSecret(2), validUntil: afterNoon(3600) },
    })
  })

  it.each([
    ['keepPreviousHours', { keepPreviousHours: -1 }],
    ['keepPreviousHours', { keepPreviousHours: 169 }],
    ['keepPreviousHours', { keepPreviousHours: 1.5 }],
    ['keepPreviousHours', { keepPreviousHours: '24' }],
    ['keepPreviousHours', { keepPreviousHours: null }],
    ['secret', { secret: aSecret() }],
    ['', null],
    ['', []],
    ['', 24],
  ])('answers 400, names "%s" and changes nothing when the body is %j', async (path, body) => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const response = await world.ask(rotate, { body })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path }] } })
    expect(world.webhooks.get('webhook-1')).toEqual(aWebhook())
  })

  it.each([
    [400, 'application/json', '{'],
    [400, 'application/json', ' '],
    [415, 'text/plain', '{}'],
  ])('answers %i when the body is %s: %j', async (status, type, text) => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const response = await world.ask(rotate, { text, headers: { 'content-type': type } })

    expect(response.status).toBe(status)
    expect(world.webhooks.get('webhook-1')?.version).toBe(1)
  })

  it.each([
    [200, {}],
    [200, { 'if-match': '"1"' }],
    [412, { 'if-match': '"2"' }],
  ])('answers %i when the headers are %j and the version is 1', async (status, headers) => {
    const world = aManagement({ webhooks: [aWebhook()] })

    expect((await world.ask(rotate, { headers })).status).toBe(status)
  })

  it('answers 412 when another change came between reading and saving', async () => {
    const replaceWebhook = () => Promise.resolve('stale' as const)
    const world = aManagement({ webhooks: [aWebhook()], ports: { replaceWebhook } })

    expect((await world.ask(rotate)).status).toBe(412)
  })
})

describe('the secret of a webhook', () => {
  it.each([readSecret, rotate])('is not returned by %s to other callers', async (line) => {
    const webhook = aWebhook()
    const ask = (asked: object) => aManagement({ webhooks: [webhook] }).ask(line, asked)

    const responses = [
      await ask({ role: 'viewer' }),
      await ask({ role: 'producer' }),
      await ask({ marketplace: 'other' }),
      await ask({ claims: undefined }),
    ]

    expect(responses.map(({ status }) => status)).toEqual([403, 403, 404, 401])
    expect(JSON.stringify(responses)).not.toContain('whsec_')
  })

  it('is created and sealed with the webhook, and survives its changes', async () => {
    const world = aManagement()
    await world.ask('POST /webhooks', {
      body: { url: 'https://a.example/', resource: 'USER', actions: ['ADDED'] },
    })

    await world.ask('PATCH /webhooks/new-1', {
      body: { authentication: { type: 'TOKEN', token: 's3cret' }, enabled: false },
      headers: { 'if-match': '1' },
    })

    const seal = sealOf(aContext({ endpoint: 'new-1', purpose: 'signing' }))
    expect(world.webhooks.get('new-1')?.signing).toEqual({ sealed: `${seal}${aSecret(2)}` })
  })

  it('is in no other response, and in no log line', async () => {
    const world = aManagement()
    const body = { url: 'https://a.example/', resource: 'USER', actions: ['ADDED'] }
    const headers = { 'if-match': '*' }

    const responses = [
      await world.ask('POST /webhooks', { body }),
      await world.ask('POST /webhooks/new-1/secret/rotate'),
      await world.ask('POST /webhooks/new-1/secret/rotate', { body: { keepPreviousHours: 999 } }),
      await world.ask('POST /webhooks/new-1/secret/rotate', { headers: { 'if-match': '"9"' } }),
      await world.ask('GET /webhooks'),
      await world.ask('GET /webhooks/new-1'),
      await world.ask('PATCH /webhooks/new-1', { body: { enabled: false }, headers }),
      await world.ask('PATCH /webhooks/new-1', { body: { signing: {} }, headers }),
      await world.ask('POST /webhooks', { body: { ...body, signing: {} } }),
      await world.ask('DELETE /webhooks/new-1'),
    ]

    const statuses = [201, 200, 400, 412, 200, 200, 200, 400, 400, 204]
    expect(responses.map(({ status }) => status)).toEqual(statuses)
    expect(JSON.stringify([responses, world.lines])).not.toMatch(/whsec_|sealed/)
  })
})
