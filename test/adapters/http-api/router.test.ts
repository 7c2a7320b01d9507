import { describe, expect, it } from '@jest/globals'

import { httpApi } from '../../../adapters/http-api/router.ts'
import { bodyLimitBytes } from '../../../core/events/event.ts'
import { aWebhook } from '../../support/builders.ts'
import { aManagement } from '../../support/management-world.ts'

describe('httpApi()', () => {
  it('finds each route with one regular expression, as no path is ambiguous', async () => {
    const api = httpApi(aManagement().ports, {
      tokenOf: () => ({ claims: undefined }),
      requestIdOf: () => 'request-1',
      addressOf: () => undefined,
    })

    await api.request('/health')

    expect(api.router.name).toBe('SmartRouter + RegExpRouter')
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
    'GET /webhooks/%00',
    'GET /webhooks/a%2fb',
    'GET /webhooks/a%23b',
  ])('responds to %s with 404, with a token or without', async (line) => {
    for (const asked of [{}, { claims: undefined }]) {
      const answer = await aManagement({ webhooks: [aWebhook()] }).ask(line, asked)

      expect(answer).toMatchObject({
        status: 404,
        headers: { 'content-type': 'application/problem+json' },
      })
    }
  })

  it.each(['/webhooks', '/webhooks/webhook-1', '/health', '/webhooks/unknown', '/events'])(
    'responds to HEAD %s as to GET, without a body',
    async (path) => {
      const world = aManagement({ webhooks: [aWebhook()] })

      const { body, ...head } = await world.ask(`GET ${path}`)

      expect(await world.ask(`HEAD ${path}`)).toEqual(head)
      expect(body).toBeDefined()
    },
  )

  it.each([
    ['POST /health', 'GET, HEAD'],
    ['DELETE /events', 'POST, GET, HEAD'],
    ['PUT /webhooks', 'POST, GET, HEAD'],
    ['PUT /webhooks/webhook-1', 'GET, HEAD, PATCH, DELETE'],
    ['POST /webhooks/webhook-1', 'GET, HEAD, PATCH, DELETE'],
    ['DELETE /deliveries', 'GET, HEAD'],
    ['PATCH /deliveries/1', 'GET, HEAD'],
    ['POST /resources', 'GET, HEAD'],
    ['POST /webhooks/webhook-1/secret', 'GET'],
    ['GET /webhooks/webhook-1/secret/rotate', 'POST'],
  ])('responds to %s with 405 and the allowed methods', async (line, allow) => {
    const answer = await aManagement().ask(line, { claims: undefined })

    expect(answer).toMatchObject({
      status: 405,
      headers: { allow, 'content-type': 'application/problem+json' },
      body: { detail: `Cannot ${line}: it supports ${allow}` },
    })
  })

  it.each(['POST /webhooks', 'POST /events', 'PATCH /webhooks/webhook-1'])(
    'answers 413 to %s when the body is over the limit by a byte',
    async (line) => {
      const atLimit = `"${'a'.repeat(bodyLimitBytes - 2)}"`
      const overLimit = `"${'a'.repeat(bodyLimitBytes - 3)}é"`
      const world = aManagement({ webhooks: [aWebhook()] })

      const fits = await world.ask(line, { text: atLimit })
      const tooLarge = await world.ask(line, { text: overLimit })

      expect(fits.status).toBe(400)
      expect(tooLarge).toMatchObject({
        status: 413,
        body: { detail: 'Cannot accept the body: it is larger than 262144 bytes' },
      })
    },
  )

  it('responds to HEAD with 405 where every read is recorded', async () => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const answer = await world.ask('HEAD /webhooks/webhook-1/secret')

    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET' } })
    expect(world.webhooks.get('webhook-1')?.secretShownCount).toBe(0)
  })

  it('responds to an internal error with a 500 that has only the request id, and logs the error', async () => {
    const findWebhook = () => Promise.reject(new Error('the table acme-1234 is throttled'))
    const world = aManagement({ ports: { findWebhook } })

    const answer = await world.ask('GET /webhooks/webhook-1')

    expect(answer).toMatchObject({
      status: 500,
      body: {
        detail: 'Internal error: the request id is request-1',
      },
    })
    expect(world.lines).toEqual([
      {
        level: 'ERROR',
        message: 'Error: the table acme-1234 is throttled',
        requestId: 'request-1',
      },
    ])
  })

  it('sends the same headers for caches and browsers with a 304 as with the response itself', async () => {
    const world = aManagement({ webhooks: [aWebhook()] })
    const { headers } = await world.ask('GET /webhooks/webhook-1')

    const ifNoneMatch = { headers: { 'if-none-match': headers?.['etag'] ?? '' } }
    const answer = await world.ask('GET /webhooks/webhook-1', ifNoneMatch)

    expect(answer).toEqual({ status: 304, headers })
  })
})
