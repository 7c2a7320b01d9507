import { describe, expect, it } from '@jest/globals'

import { routes } from '../../../core/manage/manage.ts'
import { sampleOf } from '../../../core/events/samples.ts'
import { aWebhook } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const newWebhook = { url: 'https://crm.example.com/hook', resource: 'USER', actions: ['ADDED'] }

/** Every route that requires a token, with a valid path. */
const guarded = routes.flatMap(({ method, path, scope }) =>
  scope === undefined
    ? []
    : [{ line: `${method} ${path.replace(/\{\w+\}/g, 'webhook-1')}`, scope }],
)

describe('manage()', () => {
  it('has the documented routes, each with its scope', () => {
    const table = routes.map(({ method, path, scope }) => [`${method} ${path}`, scope])

    expect(table).toEqual([
      ['GET /health', undefined],
      ['GET /openapi.json', undefined],
      ['GET /me', undefined],
      ['POST /events', 'events:write'],
      ['GET /events', 'webhooks:read'],
      ['GET /events/{uuid}', 'webhooks:read'],
      ['POST /webhooks', 'webhooks:write'],
      ['GET /webhooks', 'webhooks:read'],
      ['GET /webhooks/{id}', 'webhooks:read'],
      ['PATCH /webhooks/{id}', 'webhooks:write'],
      ['DELETE /webhooks/{id}', 'webhooks:write'],
      ['GET /aws-access', 'webhooks:read'],
      ['POST /webhooks/{id}/enable', 'webhooks:write'],
      ['POST /webhooks/{id}/disable', 'webhooks:write'],
      ['POST /webhooks/{id}/probe', 'webhooks:write'],
      ['GET /webhooks/{id}/secret', 'webhooks:write'],
      ['POST /webhooks/{id}/secret/rotate', 'webhooks:write'],
      ['POST /webhooks/{id}/client-key', 'webhooks:write'],
      ['POST /webhooks/{id}/client-key/rotate', 'webhooks:write'],
      ['POST /webhooks/{id}/key/rotate', 'webhooks:write'],
      ['GET /.well-known/webhook-keys/{marketplace}/{id}', undefined],
      ['POST /webhooks/{id}/test', 'webhooks:write'],
      ['POST /transformation-tests', 'webhooks:write'],
      ['POST /filter-tests', 'webhooks:read'],
      ['GET /webhooks/{id}/stats', 'webhooks:read'],
      ['GET /stats', 'webhooks:read'],
      ['POST /webhooks/{id}/recover', 'webhooks:write'],
      ['GET /webhooks/{id}/recoveries/{job}', 'webhooks:read'],
      ['POST /webhooks/{id}/recoveries/{job}/cancel', 'webhooks:write'],
      ['GET /deliveries', 'webhooks:read'],
      ['GET /deliveries/{id}', 'webhooks:read'],
      ['POST /deliveries/{id}/retry', 'webhooks:write'],
      ['GET /delivery-counts', 'webhooks:read'],
      ['GET /audit', 'webhooks:read'],
      ['GET /api-keys', 'webhooks:write'],
      ['POST /api-keys', 'webhooks:write'],
      ['DELETE /api-keys/{id}', 'webhooks:write'],
      ['POST /portal-links', 'webhooks:write'],
      ['DELETE /portal-links/{id}', 'webhooks:write'],
      ['POST /portal-sessions', 'portal-link'],
      ['GET /marketplaces', 'operator'],
      ['POST /marketplaces', 'operator'],
      ['GET /marketplaces/{name}', 'operator'],
      ['GET /resources', 'webhooks:read'],
      ['POST /products', 'webhooks:write'],
      ['GET /products', 'integration:read'],
      ['GET /products/{id}', 'integration:read'],
      ['PATCH /products/{id}', 'webhooks:write'],
      ['DELETE /products/{id}', 'webhooks:write'],
      ['GET /products/{id}/integration', 'integration:read'],
      ['PUT /products/{id}/integration', 'integration:write'],
      ['PATCH /products/{id}/integration', 'integration:write'],
      ['DELETE /products/{id}/integration', 'integration:write'],
      ['POST /products/{id}/integration/credentials', 'integration:write'],
      ['POST /products/{id}/integration/client-key', 'integration:write'],
      ['POST /products/{id}/integration/client-key/rotate', 'integration:write'],
      ['POST /products/{id}/integration/ping', 'integration:write'],
      ['POST /integration-events', 'events:write'],
      ['GET /integration-events', 'integration:read'],
      ['GET /integration-events/{token}', 'integration:read'],
      ['GET /integration-events/{token}/body', 'integration:read'],
      ['POST /integration-events/{token}/resolve', 'webhooks:write'],
      ['POST /integration-events/{token}/resend', 'webhooks:write'],
      ['GET /api/channel/v1/events', 'integration:read'],
      ['GET /api/channel/v1/events/{eventId}', 'integration:read'],
      ['GET /mails', 'webhooks:read'],
      ['GET /mails/{id}', 'webhooks:read'],
      ['GET /suppressed-addresses', 'webhooks:read'],
      ['DELETE /suppressed-addresses/{id}', 'webhooks:write'],
      ['GET /mail-settings', 'webhooks:read'],
      ['PATCH /mail-settings', 'webhooks:write'],
    ])
  })

  it.each(guarded)('rejects an unknown query parameter of $line', async ({ line }) => {
    const world = aManagement()

    const body = line.startsWith('POST') && { body: {} }
    const required = line === 'GET /stats' && { webhooks: 'webhook-1' }
    const response = await world.ask(line, { query: { colour: 'red', ...required }, ...body })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path: 'colour' }] } })
  })

  it('answers GET /health without a token', async () => {
    const response = await aManagement().ask('GET /health', { claims: undefined })

    expect(response).toMatchObject({ status: 200, body: { status: 'ok' } })
  })

  it.each(guarded)('answers 401 to $line without a token', async ({ line }) => {
    const response = await aManagement().ask(line, { claims: undefined, body: newWebhook })

    expect(response).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer' },
      body: { detail: 'Unauthorized: the bearer token is missing' },
    })
  })

  it('accepts access tokens of Cognito, and no ID tokens, which have their issuer and audience', async () => {
    const claims = { sub: 'a', 'cognito:groups': ['acme/viewer'] }
    const asks = ['access', 'id'].map((token_use) =>
      aManagement().ask('GET /webhooks', { claims: { ...claims, token_use } }),
    )

    expect(await Promise.all(asks)).toMatchObject([
      { status: 200 },
      { status: 401, body: { detail: 'Unauthorized: the bearer token is not an access token' } },
    ])
  })

  it.each(guarded)('answers 403 to $line when the token lacks $scope', async ({ line, scope }) => {
    const others = ['webhooks:read', 'webhooks:write', 'events:write'].filter((it) => it !== scope)
    const claims = { sub: 'a', scope: others.map((other) => `acme/${other}`).join(' ') }

    const response = await aManagement().ask(line, { claims, body: newWebhook })

    expect(response).toMatchObject({
      status: 403,
      body: { detail: `Cannot ${line}: the token lacks the scope ${scope}` },
    })
  })

  it.each([
    ['of no marketplace', 'openid'],
    ['of two marketplaces', 'acme/webhooks:read other/webhooks:read'],
  ])('answers 403 when the token is %s', async (_, scope) => {
    const response = await aManagement().ask('GET /webhooks', { claims: { sub: 'a', scope } })

    expect(response).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('exactly one marketplace') },
    })
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'answers 415 when the content type is %j',
    async (type) => {
      const headers = { 'content-type': type }

      const response = await aManagement().ask('POST /webhooks', { body: newWebhook, headers })

      expect(response).toMatchObject({
        status: 415,
        body: {
          detail: `Cannot read the body: its Content-Type is '${type}'; send application/json`,
        },
      })
    },
  )

  it('answers 415 when there is no content type, whatever the body', async () => {
    const response = await aManagement().ask('POST /webhooks', {})

    expect(response).toMatchObject({
      status: 415,
      body: { detail: 'Cannot read the body: its Content-Type is missing; send application/json' },
    })
  })

  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    ' application/json ',
  ])('accepts a body of the content type %j', async (type) => {
    const headers = { 'content-type': type }

    const response = await aManagement().ask('POST /webhooks', { body: newWebhook, headers })

    expect(response.status).toBe(201)
  })

  it.each(['', '{', '{"a":1,}', "{'a':1}", 'undefined', '{"a":1} x'])(
    'answers 400 when the body is %j, which is not JSON',
    async (text) => {
      const headers = { 'content-type': 'application/json' }

      const response = await aManagement().ask('POST /webhooks', { text, headers })

      expect(response).toMatchObject({
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
    const response = await aManagement().ask('POST /webhooks', { text })

    expect(response.status).toBe(400)
    expect(JSON.stringify(response)).not.toContain('s3cret')
  })

  it.each(['null', '[]', '1', '"text"', 'true'])(
    'answers 400 to a body that is %s',
    async (text) => {
      const world = aManagement({ webhooks: [aWebhook()] })

      for (const line of ['POST /webhooks', 'POST /events', 'PATCH /webhooks/webhook-1']) {
        const response = await world.ask(line, { text })

        expect(response).toMatchObject({ status: 400, body: { title: 'Bad Request' } })
      }
    },
  )
})

describe('GET /resources', () => {
  it('lists the catalogue with the names and event types of its actions', async () => {
    const response = await aManagement().ask('GET /resources', { role: 'viewer' })

    const { items } = bodyOf(response) as { items: unknown[] }
    expect(response.status).toBe(200)
    expect(items).toHaveLength(16)
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
