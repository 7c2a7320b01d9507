import { describe, expect, it } from '@jest/globals'

import { type HttpEvent, manageHandler } from '../../lambdas/manage.ts'
import { anEvent as anEventWith, uuidOf } from '../support/builders.ts'
import { aManagement } from '../support/management-world.ts'

describe('manageHandler()', () => {
  it.each([
    ['text, as HTTP APIs pass JSON', (body: string) => ({ body, isBase64Encoded: false })],
    [
      'base64, as HTTP APIs pass unknown content types',
      (body: string) => ({ body: Buffer.from(body).toString('base64'), isBase64Encoded: true }),
    ],
  ])('reads a body that arrives as %s', async (_, encoded) => {
    const { handler, published } = aHandler()

    const answer = await handler(aRequest(encoded(anEvent('{"name":"Grüße"}'))))

    expect(answer.statusCode).toBe(202)
    expect(published).toMatchObject([
      { marketplace: 'acme', resource: { content: '{"name":"Grüße"}' } },
    ])
  })

  it("reads scopes from an authorizer's claims, which are strings", async () => {
    const { handler } = aHandler()
    const claims = { sub: 'client-1', scope: 'acme/webhooks:read', exp: '1795310000' }

    const answer = await handler(aRequest({ body: anEvent('{}'), isBase64Encoded: false }, claims))

    expect(answer.statusCode).toBe(403)
  })

  it('sends JSON text unchanged', async () => {
    const { handler } = aHandler(undefined, { content: '{"b":1.0,"10":2}' })
    const request = aRequest({ body: '', isBase64Encoded: false }, reader)

    const answer = await handler(toGet(request, `/events/${uuidOf(1)}`))

    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
    })
    expect(answer.body).toContain('"content":{"b":1.0,"10":2}')
  })

  it('serves an API whose host name is not valid in a URL', async () => {
    const { handler } = aHandler()
    const request = toGet(aRequest({ body: '', isBase64Encoded: false }, reader), '/deliveries')
    const requestContext = { ...request.requestContext, domainName: 'a1.execute-api.127.0.0.1' }

    const answer = await handler({ ...request, requestContext })

    expect(answer.statusCode).toBe(200)
  })

  it('rejects a query with a duplicate parameter, which is ambiguous', async () => {
    const { handler } = aHandler()
    const request = toGet(aRequest({ body: '', isBase64Encoded: false }, reader), '/deliveries')
    const rawQueryString = 'limit=1&limit=2'

    const answer = await handler({ ...request, rawQueryString })

    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('"path":"limit","message":"must be given once"')
  })

  it('responds to an internal error with a 500 that has only the request id, and logs the rest', async () => {
    const { handler, lines } = aHandler(new Error('the table acme-1234 is throttled'))

    const answer = await handler(aRequest({ body: anEvent('{}'), isBase64Encoded: false }))

    expect(answer.statusCode).toBe(500)
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json' })
    expect(JSON.parse(answer.body ?? '')).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      detail: 'Internal error: the request id is request-1',
    })
    expect(lines).toEqual([
      {
        level: 'ERROR',
        message: 'Error: the table acme-1234 is throttled',
        requestId: 'request-1',
      },
    ])
  })
})

const reader = { sub: 'client-1', scope: 'acme/webhooks:read' }

function toGet(request: HttpEvent, rawPath: string): HttpEvent {
  const { requestContext } = request
  const http = { ...requestContext.http, method: 'GET', path: rawPath }
  return { ...request, rawPath, requestContext: { ...requestContext, http } }
}

function aHandler(fails?: Error, stored: { content?: string } = {}) {
  const published: unknown[] = []
  const lines: unknown[] = []
  const handler = manageHandler({
    ...aManagement().ports,
    findEvent: () => Promise.resolve(anEventWith({ resource: stored })),
    publish: (event) => {
      published.push(event)
      return fails === undefined ? Promise.resolve(undefined) : Promise.reject(fails)
    },
    log: (line) => lines.push(line),
  })
  return { handler, published, lines }
}

function anEvent(content: string): string {
  return `{"timestamp":1,"resource":{"type":"USER","uuid":"1","content":${content}},"resourceAction":"ADDED"}`
}

function aRequest(
  body: { body: string; isBase64Encoded: boolean },
  claims: unknown = { sub: 'client-1', scope: 'acme/events:write' },
): HttpEvent {
  return {
    version: '2.0',
    routeKey: 'ANY /{proxy+}',
    rawPath: '/events',
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    requestContext: {
      accountId: '',
      apiId: '',
      authorizer: { lambda: { token: JSON.stringify({ claims }), client: 'client-1' } },
      domainName: 'api.example.com',
      domainPrefix: '',
      http: { method: 'POST', path: '/events', protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' },
      requestId: 'request-1',
      routeKey: '',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    ...body,
  }
}
