import { readFileSync } from 'node:fs'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { SignJWT } from 'jose'
import * as z from 'zod'

import { catalogue } from '../../core/events/catalogue.ts'
import { aRouter, type Api, someKeys, type TestRouter } from '../support/router.ts'

const keys = someKeys()
const aBody = { url: 'https://crm.example.com/hook', resource: 'SUBSCRIPTION', actions: ['ADDED'] }
const anEvent = {
  timestamp: 1_700_000_000_000,
  resource: { type: 'USER', uuid: 'u-1', content: {} },
  resourceAction: 'ADDED',
}

describe('the management API', () => {
  let router: TestRouter
  let manager: Api
  let free = 0

  beforeAll(async () => {
    router = await aRouter({ keys })
    manager = router.as('manager')
  })

  afterAll(() => router.stop())

  /** A body that conflicts with no other test's. */
  const aFreshBody = () => ({ ...aBody, url: `https://crm.example.com/hook/${(free += 1)}` })

  const created = async (body: object = aFreshBody()) => {
    const response = await manager('POST', '/webhooks', body)
    expect(response.status).toBe(201)
    return z.looseObject({ id: z.string() }).parse(response.body).id
  }

  it('answers with the webhook, its location and its version when it is created', async () => {
    const { url, resource } = aFreshBody()

    const response = await manager('POST', '/webhooks', {
      url,
      resource,
      actions: ['ADDED', 'DELETED', 'REMOVED'],
      authentication: { type: 'TOKEN', token: 's3cret' },
      description: 'CRM',
    })

    const { id } = z.looseObject({ id: z.string() }).parse(response.body)
    expect(response.status).toBe(201)
    expect(response.headers.get('location')).toBe(`/webhooks/${id}`)
    expect(response.headers.get('etag')).toBe('"1"')
    expect(response.body).toEqual({
      id,
      url,
      events: ['subscription.added', 'subscription.removed'],
      subscriptions: [{ resource, actions: ['ADDED', 'REMOVED'] }],
      description: 'CRM',
      authentication: { type: 'TOKEN', hasToken: true },
      enabled: true,
      health: { state: 'not-tried' },
      version: 1,
      createdAt: expect.any(String),
      createdBy: 'manager@acme',
      changedAt: expect.any(String),
      changedBy: 'manager@acme',
      secretShownCount: 0,
    })
    expect(await manager('GET', `/webhooks/${id}`)).toMatchObject({
      status: 200,
      body: response.body,
    })
  })

  it('shows the header of a token, and rejects reserved headers', async () => {
    const where = { type: 'TOKEN', header: 'Authorization', prefix: 'Bearer' }

    const taken = await manager('POST', '/webhooks', {
      ...aFreshBody(),
      authentication: { ...where, token: 't' },
    })
    const refused = await manager('POST', '/webhooks', {
      ...aFreshBody(),
      authentication: { type: 'TOKEN', token: 't', header: 'Webhook-Signature' },
    })

    expect(taken).toMatchObject({
      status: 201,
      body: { authentication: { ...where, hasToken: true } },
    })
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'authentication.header' }] },
    })
  })

  it('shows a token in no response after it was set', async () => {
    const id = await created({
      ...aFreshBody(),
      authentication: { type: 'TOKEN', token: 'top-secret' },
    })

    const responses = [
      await manager('GET', `/webhooks/${id}`),
      await manager('GET', '/webhooks?limit=100'),
      await manager('PATCH', `/webhooks/${id}`, { description: 'x' }, { 'if-match': '"1"' }),
    ]

    expect(JSON.stringify(responses)).not.toContain('top-secret')
    expect(JSON.stringify(router.lines)).not.toContain('top-secret')
  })

  it.each([
    ['the same fields', {}],
    ['an overlapping set of actions', { actions: ['CHANGED', 'ADDED'] }],
    ['the same URL in another spelling', { url: 'HTTPS://CRM.example.com:443/conflict' }],
  ])('answers 409 to a second webhook with %s', async (_, change) => {
    const body = { ...aBody, url: 'https://crm.example.com/conflict' }
    const first = await manager('POST', '/webhooks', body)

    const response = await manager('POST', '/webhooks', { ...body, ...change })

    expect([201, 409]).toContain(first.status)
    expect(response).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('already') },
    })
  })

  it('creates exactly one of many equal webhooks that are added concurrently', async () => {
    const body = aFreshBody()

    const responses = await Promise.all(
      Array.from({ length: 10 }, () => manager('POST', '/webhooks', body)),
    )

    const statuses = responses.map(({ status }) => status).toSorted((a, b) => a - b)
    expect(statuses).toEqual([201, ...Array.from({ length: 9 }, () => 409)])
  })

  it.each([
    ['another resource', { resource: 'USER' }],
    ['other actions', { actions: ['REMOVED'] }],
    ['another URL', { url: 'https://erp.example.com/free' }],
  ])('allows a second webhook with %s', async (_, change) => {
    const body = aFreshBody()
    await created(body)

    await created({ ...body, ...change })
  })

  it('allows the URL and actions of a webhook again after it is changed or deleted', async () => {
    const body = aFreshBody()
    const id = await created({ ...body, actions: ['ADDED', 'CHANGED'] })

    await manager('PATCH', `/webhooks/${id}`, { actions: ['CHANGED'] }, { 'if-match': '"1"' })
    const second = await created(body)
    const removed = await manager('DELETE', `/webhooks/${second}`)
    const third = await manager('POST', '/webhooks', body)

    expect([removed.status, third.status]).toEqual([204, 201])
    expect(await manager('GET', `/webhooks/${second}`)).toMatchObject({ status: 404 })
  })

  it('changes the given fields, keeps the others, and increments the version', async () => {
    const id = await created({ ...aFreshBody(), authentication: { type: 'TOKEN', token: 't' } })

    const response = await manager(
      'PATCH',
      `/webhooks/${id}`,
      { resource: 'USER', actions: ['DELETED'], enabled: false },
      { 'if-match': '"1"' },
    )

    expect(response).toMatchObject({
      status: 200,
      body: {
        events: ['user.removed'],
        subscriptions: [{ resource: 'USER', actions: ['REMOVED'] }],
        enabled: false,
        version: 2,
        authentication: { type: 'TOKEN', hasToken: true },
      },
    })
    expect(response.headers.get('etag')).toBe('"2"')
  })

  it('accepts one of two changes of the same version', async () => {
    const id = await created()
    const change = (description: string) =>
      manager('PATCH', `/webhooks/${id}`, { description }, { 'if-match': '"1"' })

    const responses = await Promise.all([change('mine'), change('yours')])

    expect(responses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412])
  })

  it('sends a stored token only to the origin that it was set for', async () => {
    const body = aFreshBody()
    const id = await created({ ...body, authentication: { type: 'TOKEN', token: 't' } })
    const change = (moved: object) =>
      manager('PATCH', `/webhooks/${id}`, moved, { 'if-match': '*' })

    const responses = [
      await change({ url: 'https://elsewhere.example.com/hook' }),
      await change({ url: `${body.url}/new` }),
      await change({
        url: 'https://elsewhere.example.com/hook',
        authentication: { type: 'TOKEN', token: 'u' },
      }),
    ]

    expect(responses.map(({ status }) => status)).toEqual([400, 200, 200])
    expect(responses[0]).toMatchObject({ body: { errors: [{ path: 'authentication' }] } })
  })

  it.each<[string, Record<string, string>, number]>([
    ['a stale version', { 'if-match': '"7"' }, 412],
    ['an invalid version', { 'if-match': 'abc' }, 400],
    ['no version', {}, 428],
    ['the version without quotes', { 'if-match': '1' }, 200],
    ['any version', { 'if-match': '*' }, 200],
  ])('answers a change with %s as specified by RFC 9110', async (_, headers, status) => {
    const id = await created()

    const response = await manager('PATCH', `/webhooks/${id}`, { description: 'x' }, headers)

    expect(response.status).toBe(status)
  })

  it.each<[string, object, string]>([
    ['no URL', { url: undefined }, 'url'],
    ['a URL of http', { url: 'http://crm.example.com' }, 'url'],
    ['a URL with credentials', { url: 'https://a:b@crm.example.com' }, 'url'],
    ['a URL that is too long', { url: `https://crm.example.com/${'x'.repeat(2048)}` }, 'url'],
    ['a URL of a private address', { url: 'https://10.0.0.1/' }, 'url'],
    ['an unknown resource', { resource: 'SUBSCRIPTIONS' }, 'resource'],
    ['no action', { actions: [] }, 'actions'],
    ['an unknown action', { actions: ['ADDED', 'UPDATED'] }, 'actions.1'],
    ['an unsupported action', { resource: 'RESELLER_REGISTRANT', actions: ['CHANGED'] }, 'actions'],
    ['an unknown authentication', { authentication: { type: 'DIGEST' } }, 'authentication.type'],
    ['a token that is missing', { authentication: { type: 'TOKEN' } }, 'authentication.token'],
    [
      'a token with a line break',
      { authentication: { type: 'TOKEN', token: 'a\r\nb: c' } },
      'authentication.token',
    ],
    ['an unknown member', { colour: 'red' }, 'colour'],
    ['a description that is too long', { description: 'x'.repeat(501) }, 'description'],
  ])('answers 400 to a webhook with %s, and names the field', async (_, change, path) => {
    const response = await manager('POST', '/webhooks', { ...aFreshBody(), ...change })

    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.body).toMatchObject({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: expect.stringContaining(path),
      errors: [{ path, message: expect.any(String) }],
    })
  })

  it.each<[string, string, object]>([
    ['resource.type', 'an unknown resource', { resource: { type: 'FOO', uuid: '1' } }],
    [
      'resourceAction',
      'an unsupported pair',
      { resource: { type: 'RESELLER_REGISTRANT', uuid: '1' }, resourceAction: 'CHANGED' },
    ],
    ['timestamp', 'a timestamp in seconds', { timestamp: 1_700_000_000 }],
    ['uuid', 'an id with a dot', { uuid: '1.23' }],
  ])('answers 400, naming %s, to an event with %s', async (path, _, change) => {
    const response = await manager('POST', '/events', { ...anEvent, ...change })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path }] } })
  })

  it('answers 403 to an event of another marketplace', async () => {
    const response = await manager('POST', '/events', { ...anEvent, marketplace: 'globex' })

    expect(response).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('globex') },
    })
  })

  it('generates a uuid for an event without one', async () => {
    const response = await manager('POST', '/events', { ...anEvent, marketplace: 'acme' })

    expect(response).toMatchObject({
      status: 202,
      body: { uuid: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    })
  })

  it.each<[string, string, number, RequestInit]>([
    ['an unknown route', '/webhook', 404, {}],
    ['a route with too many segments', '/webhooks/1/2', 404, {}],
    ['a wrong method', '/webhooks', 405, { method: 'PUT' }],
    ['a body that is too large', '/events', 413, aPost('x'.repeat(256 * 1024 + 1))],
    ['a body beyond every limit', '/events', 413, aPost('x'.repeat(11 * 1024 * 1024))],
    ['another content type', '/webhooks', 415, aPost('a=1', 'application/x-www-form-urlencoded')],
    ['no content type', '/webhooks', 415, aPost(Buffer.from('{}'), '')],
    ['a body that is not JSON', '/webhooks', 400, aPost('{"url":')],
    ['no body', '/webhooks', 400, aPost('')],
    ['a body that is not UTF-8', '/events', 400, aPost(Buffer.from([0x22, 0xff, 0x22]))],
    ['JSON that is not an object', '/webhooks', 400, aPost('null')],
    ['JSON that is not an object', '/events', 400, aPost('[1]')],
    ['a limit of 0', '/deliveries?limit=0', 400, {}],
    ['a limit above the maximum', '/deliveries?limit=101', 400, {}],
    ['a limit that is not a number', '/webhooks?limit=ten', 400, {}],
    ['a forged cursor', '/deliveries?cursor=abc', 400, {}],
    ['an unknown status', '/deliveries?status=lost', 400, {}],
    ['an unknown filter', '/deliveries?webhok=1', 400, {}],
    ['an unknown webhook', '/webhooks/1', 404, {}],
    ['an unknown delivery', '/deliveries/1', 404, {}],
  ])('answers %s at %s with %i and problem+json', async (_, path, status, init) => {
    const response = await fetch(`${router.url}${path}`, await withToken(init))

    const body: unknown = await response.json()
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(body).toMatchObject({ status, detail: expect.stringMatching(/^Cannot /) })
  })

  it('lists the methods of a route in Allow', async () => {
    const response = await fetch(`${router.url}/webhooks`, await withToken({ method: 'PUT' }))

    expect(response.headers.get('allow')).toBe('POST, GET, HEAD')
  })

  it.each<[string, string, () => Promise<string | undefined>]>([
    ['no token', 'is missing', () => Promise.resolve(undefined)],
    ['garbage', 'is malformed', () => Promise.resolve('garbage')],
    ['two words', 'is malformed', () => Promise.resolve('one two')],
    [
      'a token signed with another key',
      'has an invalid signature',
      () => aToken({ key: Buffer.alloc(32, 1) }),
    ],
    [
      'a token of another issuer',
      'was signed by an unknown issuer',
      () => aToken({ issuer: 'urn:other' }),
    ],
    [
      'a token for another audience',
      'was issued for another audience',
      () => aToken({ audience: 'other' }),
    ],
    ['an expired token', 'has expired', () => aToken({ expires: -10 })],
    ['a token that is valid later', 'is not valid yet', () => aToken({ begins: 60 })],
  ])('answers 401 to %s: it %s', async (_, fact, make) => {
    const token = await make()

    const response = await router.get('/webhooks', token)

    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({
      detail: `Unauthorized: the bearer token ${fact}`,
    })
    expect(response.headers.get('www-authenticate')).toBe(
      token === undefined
        ? 'Bearer'
        : `Bearer error="invalid_token", error_description="the bearer token ${fact}"`,
    )
  })

  it.each([
    ['no scope', ''],
    ['only scopes of other systems', 'openid profile'],
    ['scopes of two marketplaces', 'acme/webhooks:read globex/webhooks:read'],
  ])('answers 403 to a token with %s', async (_, scope) => {
    const token = await aToken({ scope })

    const response = await fetch(`${router.url}/webhooks`, {
      headers: { authorization: `Bearer ${token}` },
    })

    expect(response.status).toBe(403)
  })

  it.each([
    ['viewer', { get: 200, post: 403, publish: 403 }],
    ['manager', { get: 200, post: 201, publish: 202 }],
    ['producer', { get: 403, post: 403, publish: 202 }],
  ] as const)('allows a %s what the role includes', async (role, expected) => {
    const api = router.as(role, 'roles')

    const responses = {
      get: (await api('GET', '/webhooks')).status,
      post: (await api('POST', '/webhooks', aFreshBody())).status,
      publish: (await api('POST', '/events', anEvent)).status,
    }

    expect(responses).toEqual(expected)
  })

  it('lists only webhooks of the marketplace, in pages, each once', async () => {
    const api = router.as('manager', 'pages')
    for (let number = 0; number < 5; number += 1) await api('POST', '/webhooks', aFreshBody())

    const ids: string[] = []
    const Page = z.object({
      items: z.array(z.looseObject({ id: z.string() })),
      cursor: z.string().optional(),
    })
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`
      const page = Page.parse((await api('GET', `/webhooks?limit=2${query}`)).body)
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.cursor
    }

    expect(ids).toHaveLength(5)
    expect(new Set(ids).size).toBe(5)
  })

  it('lists the resources with their actions from the catalogue', async () => {
    const { status, body } = await manager('GET', '/resources')

    const { items } = z.object({ items: z.array(z.looseObject({ type: z.string() })) }).parse(body)
    expect(status).toBe(200)
    expect(items.map(({ type }) => type)).toEqual(catalogue.map(({ type }) => type))
    expect(items.find(({ type }) => type === 'RESELLER_REGISTRANT')).toMatchObject({
      name: 'Reseller Registrant',
      actions: [{ action: 'ADDED', name: 'Added', eventType: 'reseller_registrant.added' }],
    })
  })

  it('serves the committed OpenAPI document without a token', async () => {
    const response = await fetch(`${router.url}/openapi.json`)

    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('cache-control')).toBe('public, max-age=300')
    expect(await response.text()).toBe(readFileSync('docs/openapi.json', 'utf8'))
  })

  it('answers the health check without a token', async () => {
    const response = await fetch(`${router.url}/health`)

    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }])
  })
})

type TokenOptions = {
  key?: Buffer
  issuer?: string
  audience?: string
  expires?: number
  /** The token becomes valid after this many seconds. */
  begins?: number
  scope?: string
}

function aToken({ key = keys.tokenKey, ...rest }: TokenOptions): Promise<string> {
  const { issuer = 'urn:postrider:embedded', audience = 'postrider', expires = 60 } = rest
  const seconds = Math.floor(Date.now() / 1000)
  return new SignJWT({ scope: rest.scope ?? 'acme/webhooks:read' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject('somebody')
    .setNotBefore(seconds + (rest.begins ?? -60))
    .setExpirationTime(seconds + expires)
    .sign(key)
}

function aPost(body: string | Buffer<ArrayBuffer>, contentType = 'application/json'): RequestInit {
  return {
    method: 'POST',
    body,
    ...(contentType !== '' && { headers: { 'content-type': contentType } }),
  }
}

async function withToken(init: RequestInit): Promise<RequestInit> {
  const token = await aToken({ scope: 'acme/webhooks:read acme/webhooks:write acme/events:write' })
  const headers = new Headers(init.headers)
  headers.set('authorization', `Bearer ${token}`)
  return { ...init, headers }
}
