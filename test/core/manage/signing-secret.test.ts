import { describe, expect, it } from '@jest/globals'

import { subscriptionsOf } from '../../../core/webhooks/subscription.ts'
import { healthy } from '../../../core/health/health.ts'
import { afterNoon, aWebhook } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'
import { aContext, aSealedSecret, aSecret, sealOf } from '../../support/seal.ts'

const look = 'GET /webhooks/webhook-1/secret'
const rotate = 'POST /webhooks/webhook-1/secret/rotate'
const day = 24 * 3600

const rotatedWebhook = (validUntil: string) =>
  aWebhook({
    signing: { sealed: aSealedSecret(2), previous: { sealed: aSealedSecret(1), validUntil } },
  })

describe('GET /webhooks/{id}/secret', () => {
  it('shows the secret to a manager, with the version of the webhook as its tag', async () => {
    const answer = await aManagement({ webhooks: [aWebhook({ version: 3 })] }).ask(look)

    expect(answer).toEqual({
      status: 200,
      headers: { etag: '"3"' },
      body: { secret: aSecret(1) },
    })
  })

  it.each([
    ['whether it changed', look, 200, 1],
    ['its headers alone', look.replace('GET', 'HEAD'), 405, 0],
  ])('lets nobody ask for %s: each look is one', async (_, line, status, times) => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const answer = await world.ask(line, { headers: { 'if-none-match': '*' } })

    expect(answer.status).toBe(status)
    expect(world.webhooks.get('webhook-1')?.secretShownCount).toBe(times)
  })

  it.each([
    [1, { secret: aSecret(1), validUntil: afterNoon(1) }],
    [0, undefined],
    [-1, undefined],
  ])('shows the previous secret while it is valid: for %i s yet', async (seconds, previous) => {
    const world = aManagement({ webhooks: [rotatedWebhook(afterNoon(seconds))] })

    const answer = await world.ask(look)

    expect(bodyOf(answer)).toEqual({ secret: aSecret(2), ...(previous && { previous }) })
  })

  it('puts on record who looked, when, and how often, and is no change of the webhook', async () => {
    const world = aManagement({ webhooks: [aWebhook()] })
    await world.ask(look)
    world.now = new Date(afterNoon(60))

    await world.ask(look, { claims: { sub: 'manager-2', scope: 'acme/webhooks:write' } })

    const seen = { secretShownCount: 2, secretShownAt: afterNoon(60), secretShownBy: 'manager-2' }
    expect(world.webhooks.get('webhook-1')).toEqual(aWebhook(seen))
    expect(bodyOf(await world.ask('GET /webhooks/webhook-1', { role: 'viewer' }))).toMatchObject({
      ...seen,
      version: 1,
    })
  })

  it('logs one line for a look: who, and at which webhook', async () => {
    const world = aManagement({ webhooks: [rotatedWebhook(afterNoon(1))] })

    await world.ask(look)

    expect(world.lines).toEqual([
      { message: 'secret shown', marketplace: 'acme', webhook: 'webhook-1', by: 'manager-1' },
    ])
  })

  it('shows nothing that it could not put on record', async () => {
    const replaceWebhook = () => Promise.reject(new Error('Cannot reach the table'))
    const world = aManagement({ webhooks: [aWebhook()], ports: { replaceWebhook } })

    const answer = await world.ask(look)

    expect(answer.status).toBe(500)
    expect(world.lines).toEqual([
      expect.objectContaining({ level: 'ERROR', message: 'Error: Cannot reach the table' }),
    ])
  })

  it('puts both on record when two look at the same moment', async () => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const answers = await Promise.all([world.ask(look), world.ask(look)])

    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(world.webhooks.get('webhook-1')?.secretShownCount).toBe(2)
    expect(world.lines).toHaveLength(2)
  })

  it('answers 409 when the webhook does not stop changing', async () => {
    const replaceWebhook = () => Promise.resolve('stale' as const)
    const world = aManagement({ webhooks: [aWebhook()], ports: { replaceWebhook } })

    const answer = await world.ask(look)

    expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringMatching(/again$/) } })
    expect(world.lines).toEqual([])
  })

  it('keeps a look on record when a change was read before it and is saved after it', async () => {
    const world = aManagement({ webhooks: [aWebhook()] })
    const read = world.webhooks.get('webhook-1')

    await world.ask(look)
    const late = aManagement({
      webhooks: [...world.webhooks.values()],
      ports: { findWebhook: () => Promise.resolve(read) },
    })
    const answer = await late.ask(rotate)

    expect(answer.status).toBe(412)
    expect(late.webhooks.get('webhook-1')?.secretShownCount).toBe(1)
  })

  it('answers 500, and shows nothing, when the secret cannot be opened', async () => {
    const signing = { sealed: aSealedSecret(1, { endpoint: 'other' }) }
    const world = aManagement({ webhooks: [aWebhook({ signing })] })

    const answer = await world.ask(look)

    expect(answer.status).toBe(500)
    expect(world.lines[0]?.['message']).toContain('Cannot open')
    expect(world.webhooks.get('webhook-1')?.secretShownCount).toBe(0)
  })
})

describe('POST /webhooks/{id}/secret/rotate', () => {
  it('shows the webhook with its health, as GET does', async () => {
    const broken = { ...healthy({ marketplace: 'acme', id: 'webhook-1' }), failures: 1 }
    const world = aManagement({ webhooks: [aWebhook()], health: [broken] })

    const answer = await world.ask(rotate)

    expect(bodyOf(answer)).toMatchObject({ health: { state: 'failing', failures: 1 } })
    expect(bodyOf(await world.ask('GET /webhooks/webhook-1'))).toEqual(bodyOf(answer))
  })

  it.each([
    ['no body', {}, day],
    ['an empty body of JSON', { text: '' }, day],
    ['an empty object', { body: {} }, day],
    ['24 hours', { body: { keepPreviousHours: 24 } }, day],
    ['one hour', { body: { keepPreviousHours: 1 } }, 3600],
    ['a week', { body: { keepPreviousHours: 168 } }, 7 * day],
  ])('makes a secret, and keeps the one before as long as %s says', async (_, asked, seconds) => {
    const world = aManagement({ webhooks: [aWebhook()] })
    world.now = new Date(afterNoon(60))

    const answer = await world.ask(rotate, asked)

    const validUntil = afterNoon(60 + seconds)
    const after = {
      ...rotatedWebhook(validUntil),
      version: 2,
      changedAt: afterNoon(60),
      changedBy: 'manager-1',
    }
    const { marketplace, signing, ...view } = after
    expect(world.webhooks.get('webhook-1')).toEqual(after)
    expect(answer).toEqual({
      status: 200,
      headers: { etag: '"2"' },
      body: {
        ...view,
        subscriptions: subscriptionsOf(view.events),
        previousSecretValidUntil: validUntil,
        health: { state: 'healthy' },
      },
    })
  })

  it('forgets the secret before at once when it is to be kept for 0 hours', async () => {
    const world = aManagement({ webhooks: [rotatedWebhook(afterNoon(60))] })

    const answer = await world.ask(rotate, { body: { keepPreviousHours: 0 } })

    expect(world.webhooks.get('webhook-1')?.signing).toEqual({ sealed: aSealedSecret(2) })
    expect(bodyOf(answer)).not.toHaveProperty('previousSecretValidUntil')
  })

  it('keeps the two newest secrets when it is asked again while one is kept', async () => {
    const world = aManagement({ webhooks: [aWebhook()] })
    await world.ask(rotate, { body: { keepPreviousHours: 168 } })

    await world.ask(rotate, { body: { keepPreviousHours: 1 } })

    expect(bodyOf(await world.ask(look))).toEqual({
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

    const answer = await world.ask(rotate, { body })

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path }] } })
    expect(world.webhooks.get('webhook-1')).toEqual(aWebhook())
  })

  it.each([
    [400, 'application/json', '{'],
    [400, 'application/json', ' '],
    [415, 'text/plain', '{}'],
  ])('answers %i when the body is %s: %j', async (status, type, text) => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const answer = await world.ask(rotate, { text, headers: { 'content-type': type } })

    expect(answer.status).toBe(status)
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
  it.each([look, rotate])('is nothing that %s gives to others', async (line) => {
    const webhook = aWebhook()
    const ask = (asked: object) => aManagement({ webhooks: [webhook] }).ask(line, asked)

    const answers = [
      await ask({ role: 'viewer' }),
      await ask({ role: 'producer' }),
      await ask({ marketplace: 'other' }),
      await ask({ claims: undefined }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 404, 401])
    expect(JSON.stringify(answers)).not.toContain('whsec_')
  })

  it('is there when the webhook is created, sealed for it, and stays through its changes', async () => {
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

  it('is in no answer but the one that shows it, and in no line of the log', async () => {
    const world = aManagement()
    const body = { url: 'https://a.example/', resource: 'USER', actions: ['ADDED'] }
    const headers = { 'if-match': '*' }

    const answers = [
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
    expect(answers.map(({ status }) => status)).toEqual(statuses)
    expect(JSON.stringify([answers, world.lines])).not.toMatch(/whsec_|sealed/)
  })
})
