import { describe, expect, it } from '@jest/globals'

import { eventLimitBytes } from '../../../core/events/event.ts'
import { routes } from '../../../core/manage/manage.ts'
import { sampleOf } from '../../../core/events/samples.ts'
import { aWebhook } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const newWebhook = { url: 'https://crm.example.com/hook', resource: 'USER', actions: ['ADDED'] }

/** Every route that asks for a token, with a path that it takes. */
const guarded = routes.flatMap(({ method, path, scope }) =>
  scope === undefined ? [] : [{ line: `${method} ${path.replace('{id}', 'webhook-1')}`, scope }],
)

describe('manage()', () => {
  it('has the routes that the docs promise, each with its scope', () => {
    const table = routes.map(({ method, path, scope }) => [`${method} ${path}`, scope])

    expect(table).toEqual([
      ['GET /health', undefined],
      ['GET /openapi.json', undefined],
      ['GET /me', undefined],
      ['POST /events', 'events:write'],
      ['GET /events/{uuid}', 'webhooks:read'],
      ['POST /webhooks', 'webhooks:write'],
      ['GET /webhooks', 'webhooks:read'],
      ['GET /webhooks/{id}', 'webhooks:read'],
      ['PATCH /webhooks/{id}', 'webhooks:write'],
      ['DELETE /webhooks/{id}', 'webhooks:write'],
      ['POST /webhooks/{id}/enable', 'webhooks:write'],
      ['POST /webhooks/{id}/disable', 'webhooks:write'],
      ['GET /webhooks/{id}/secret', 'webhooks:write'],
      ['POST /webhooks/{id}/secret/rotate', 'webhooks:write'],
      ['POST /webhooks/{id}/test', 'webhooks:write'],
      ['GET /webhooks/{id}/stats', 'webhooks:read'],
      ['POST /webhooks/{id}/recover', 'webhooks:write'],
      ['GET /webhooks/{id}/recoveries/{job}', 'webhooks:read'],
      ['POST /webhooks/{id}/recoveries/{job}/cancel', 'webhooks:write'],
      ['GET /deliveries', 'webhooks:read'],
      ['GET /deliveries/{id}', 'webhooks:read'],
      ['POST /deliveries/{id}/retry', 'webhooks:write'],
      ['GET /audit', 'webhooks:read'],
      ['GET /resources', 'webhooks:read'],
    ])
  })

  it.each(guarded)('refuses a query that $line does not read', async ({ line }) => {
    const world = aManagement()

    const answer = await world.ask(line, { query: { colour: 'red' } })

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'colour' }] } })
  })

  it('answers GET /health without a token', async () => {
    const answer = await aManagement().ask('GET /health', { claims: undefined })

    expect(answer).toMatchObject({ status: 200, body: { status: 'ok' } })
  })

  it.each([
    'GET /',
    'GET /webhook',
    'GET /Webhooks',
    'GET /webhooks/',
    'GET /webhooks/webhook-1/',
    'GET /webhooks/webhook-1/attempts',
    'GET //webhooks',
    'GET /webhooks/{id}/x',
    'POST /health/x',
    'GET ',
  ])('answers 404 to %s, with a token or without', async (line) => {
    for (const asked of [{}, { claims: undefined }]) {
      const answer = await aManagement({ webhooks: [aWebhook()] }).ask(line, asked)

      expect(answer).toMatchObject({
        status: 404,
        headers: { 'content-type': 'application/problem+json' },
      })
    }
  })

  it.each(['/webhooks', '/webhooks/webhook-1', '/health', '/webhooks/unknown', '/events'])(
    'answers HEAD %s as GET, without a body',
    async (path) => {
      const world = aManagement({ webhooks: [aWebhook()] })

      const { body, ...head } = await world.ask(`GET ${path}`)

      expect(await world.ask(`HEAD ${path}`)).toEqual(head)
      expect(body).toBeDefined()
    },
  )

  it.each([
    ['POST /health', 'GET, HEAD'],
    ['GET /events', 'POST'],
    ['PUT /webhooks', 'POST, GET, HEAD'],
    ['PUT /webhooks/webhook-1', 'GET, HEAD, PATCH, DELETE'],
    ['POST /webhooks/webhook-1', 'GET, HEAD, PATCH, DELETE'],
    ['DELETE /deliveries', 'GET, HEAD'],
    ['PATCH /deliveries/1', 'GET, HEAD'],
    ['POST /resources', 'GET, HEAD'],
    ['POST /webhooks/webhook-1/secret', 'GET'],
    ['GET /webhooks/webhook-1/secret/rotate', 'POST'],
    ['get /health', 'GET, HEAD'],
  ])('answers 405 to %s, and says what is allowed', async (line, allow) => {
    const answer = await aManagement().ask(line, { claims: undefined })

    expect(answer).toMatchObject({
      status: 405,
      headers: { allow, 'content-type': 'application/problem+json' },
      body: { detail: `Cannot ${line}: it takes ${allow}` },
    })
  })

  it.each(guarded)('answers 401 to $line without a token', async ({ line }) => {
    const answer = await aManagement().ask(line, { claims: undefined, body: newWebhook })

    expect(answer).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer' },
      body: { detail: 'Unauthorized: the bearer token is missing or invalid' },
    })
  })

  it.each(guarded)('answers 403 to $line when the token lacks $scope', async ({ line, scope }) => {
    const others = ['webhooks:read', 'webhooks:write', 'events:write'].filter((it) => it !== scope)
    const claims = { sub: 'a', scope: others.map((other) => `acme/${other}`).join(' ') }

    const answer = await aManagement().ask(line, { claims, body: newWebhook })

    expect(answer).toMatchObject({
      status: 403,
      body: { detail: `Cannot ${line}: the token lacks the scope ${scope}` },
    })
  })

  it.each([
    ['of no marketplace', 'openid'],
    ['of two marketplaces', 'acme/webhooks:read other/webhooks:read'],
  ])('answers 403 when the token is %s', async (_, scope) => {
    const answer = await aManagement().ask('GET /webhooks', { claims: { sub: 'a', scope } })

    expect(answer).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('exactly one marketplace') },
    })
  })

  it.each(['POST /webhooks', 'POST /events', 'PATCH /webhooks/webhook-1'])(
    'answers 413 to %s when the body is over the limit by a byte',
    async (line) => {
      const atLimit = `"${'a'.repeat(eventLimitBytes - 2)}"`
      const overLimit = `"${'a'.repeat(eventLimitBytes - 3)}é"`
      const world = aManagement({ webhooks: [aWebhook()] })

      const fits = await world.ask(line, { text: atLimit })
      const tooLarge = await world.ask(line, { text: overLimit })

      expect(fits.status).toBe(400)
      expect(tooLarge).toMatchObject({
        status: 413,
        body: { detail: 'Cannot accept the body: it is larger than 204800 bytes' },
      })
    },
  )

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'answers 415 when the content type is %j',
    async (type) => {
      const headers = { 'content-type': type }

      const answer = await aManagement().ask('POST /webhooks', { body: newWebhook, headers })

      expect(answer).toMatchObject({
        status: 415,
        body: { detail: expect.stringContaining(`must be application/json, not '${type}'`) },
      })
    },
  )

  it('answers 415 when there is no content type, whatever the body', async () => {
    const answer = await aManagement().ask('POST /webhooks', {})

    expect(answer.status).toBe(415)
  })

  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    ' application/json ',
  ])('takes a body of the content type %j', async (type) => {
    const headers = { 'content-type': type }

    const answer = await aManagement().ask('POST /webhooks', { body: newWebhook, headers })

    expect(answer.status).toBe(201)
  })

  it.each(['', '{', '{"a":1,}', "{'a':1}", 'undefined', '{"a":1} x', '\u{feff}{}'])(
    'answers 400 when the body is %j, which is not JSON',
    async (text) => {
      const headers = { 'content-type': 'application/json' }

      const answer = await aManagement().ask('POST /webhooks', { text, headers })

      expect(answer).toMatchObject({
        status: 400,
        body: { detail: expect.stringMatching(/^Cannot read the body: /) },
      })
    },
  )

  it.each([
    `{"authentication":{"type":"TOKEN","token":s3cret}}`,
    `{"authentication":{"type":"TOKEN","token":'s3cret'}}`,
    `{"authentication":{"type":"TOKEN","token":"s3cret}}`,
    `{"token":"s3cret"x}`,
  ])('does not repeat the token of a body that is not JSON: %s', async (text) => {
    const answer = await aManagement().ask('POST /webhooks', { text })

    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer)).not.toContain('s3cret')
  })

  it.each(['null', '[]', '1', '"text"', 'true'])(
    'answers 400 to a body that is %s',
    async (text) => {
      const world = aManagement({ webhooks: [aWebhook()] })

      for (const line of ['POST /webhooks', 'POST /events', 'PATCH /webhooks/webhook-1']) {
        const answer = await world.ask(line, { text })

        expect(answer).toMatchObject({ status: 400, body: { title: 'Bad Request' } })
      }
    },
  )

  it('throws on when a need throws, for whoever called it to log', async () => {
    const findWebhook = () => Promise.reject(new Error('Cannot reach the table'))
    const world = aManagement({ ports: { findWebhook } })

    const asking = world.ask('GET /webhooks/webhook-1')

    await expect(asking).rejects.toThrow('Cannot reach the table')
  })
})

describe('GET /resources', () => {
  it('lists the catalogue with what people and programs call its actions', async () => {
    const answer = await aManagement().ask('GET /resources', { role: 'viewer' })

    const { items } = bodyOf(answer) as { items: unknown[] }
    expect(answer.status).toBe(200)
    expect(items).toHaveLength(15)
    expect(items[7]).toEqual({
      type: 'PAYMENT_INSTRUMENT',
      name: 'Payment Instrument',
      actions: [
        { action: 'ADDED', name: 'Added', eventType: 'payment_instrument.added' },
        { action: 'CHANGED', name: 'Changed', eventType: 'payment_instrument.changed' },
      ],
      notes: expect.stringContaining('never sent'),
      sample: sampleOf('PAYMENT_INSTRUMENT'),
    })
    expect(items[14]).toMatchObject({
      type: 'USER',
      actions: [{}, {}, { action: 'REMOVED', name: 'Deleted', eventType: 'user.removed' }],
    })
  })
})
