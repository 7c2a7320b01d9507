import { describe, expect, it } from '@jest/globals'

import { aManagement, bodyOf } from '../../../support/management-world.ts'

const integration = {
  endpoints: { DEFAULT: 'https://globex.example.com/events?url={eventUrl}' },
  authentication: { type: 'BASIC', username: 'acme', password: 's3cret' },
}

const developer = (vendor: string) => ({
  claims: { sub: 'dev', iss: 'x', scope: `acme/developer/${vendor}` },
})

async function aSetUp() {
  const world = aManagement()
  const created = await world.ask('POST /products', {
    body: { id: 'crm', name: 'CRM', vendor: 'globex' },
  })
  const put = await world.ask('PUT /products/crm/integration', { body: integration })
  return { ...world, ask: world.ask, created, put }
}

describe('A product', () => {
  it('is created in development, listed, changed and deleted, each on record', async () => {
    const { ask, created } = await aSetUp()

    const changed = await ask('PATCH /products/crm', {
      body: { name: 'CRM 2' },
      headers: { 'if-match': '*' },
    })
    const listed = await ask('GET /products')
    const deleted = await ask('DELETE /products/crm')
    const audit = await ask('GET /audit')

    expect(created).toMatchObject({
      status: 201,
      headers: { location: '/products/crm' },
      body: { id: 'crm', vendor: 'globex', status: 'development', hasIntegration: false },
    })
    expect(changed).toMatchObject({ status: 200, body: { name: 'CRM 2', hasIntegration: true } })
    expect(listed.body).toMatchObject({ items: [{ id: 'crm' }] })
    expect(deleted.status).toBe(204)
    expect(JSON.stringify(audit.body)).not.toContain('s3cret')
    expect(audit.body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ action: 'product.created', product: { id: 'crm', name: 'CRM' } }),
        expect.objectContaining({ action: 'integration.changed' }),
        expect.objectContaining({
          action: 'product.changed',
          before: { version: 2, name: 'CRM' },
          after: { version: 3, name: 'CRM 2' },
        }),
        expect.objectContaining({ action: 'product.deleted' }),
      ]),
    })
  })

  it('is not published without an endpoint', async () => {
    const { ask } = await aSetUp()
    await ask('PUT /products/crm/integration', { body: { ...integration, endpoints: {} } })

    const published = await ask('PATCH /products/crm', {
      body: { status: 'published' },
      headers: { 'if-match': '*' },
    })

    expect(published).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'status', message: 'needs an endpoint' }] },
    })
  })

  it('shows the last test of each endpoint, without a request of its own', async () => {
    const { ask } = await aSetUp()
    const order = 'https://globex.example.com/order?url={eventUrl}'
    await ask('POST /products', { body: { id: 'bare', name: 'Bare', vendor: 'globex' } })
    await ask('POST /products/crm/integration/ping', { body: { endpoint: 'SUBSCRIPTION_ORDER' } })
    await ask('POST /products/crm/integration/ping', { body: { endpoint: 'ADDON' } })
    await ask('PATCH /products/crm/integration', {
      body: { endpoints: { SUBSCRIPTION_ORDER: order } },
      headers: { 'if-match': '*' },
    })

    const { body } = await ask('GET /products')

    expect(body).toMatchObject({
      items: [
        { id: 'bare', hasIntegration: false, tests: [] },
        {
          id: 'crm',
          hasIntegration: true,
          tests: expect.arrayContaining([
            { endpoint: 'SUBSCRIPTION_ORDER', state: 'changed' },
            { endpoint: 'SUBSCRIPTION_CHANGE', state: 'untested' },
            { endpoint: 'ADDON', state: 'failed', reason: 'no response in time' },
          ]),
        },
      ],
    })
  })

  it.each([
    ['an id that exists', 'POST /products', { body: { id: 'crm', name: 'x', vendor: 'y' } }, 409],
    ['no vendor', 'POST /products', { body: { name: 'x' } }, 400],
    ['a vendor with a slash', 'POST /products', { body: { name: 'x', vendor: 'a/b' } }, 400],
    ['no If-Match', 'PATCH /products/crm', { body: { name: 'x' } }, 428],
    [
      'an old version',
      'PATCH /products/crm',
      { body: { name: 'x' }, headers: { 'if-match': '"1"' } },
      412,
    ],
    [
      'no ping tests',
      'PATCH /products/crm',
      { body: { status: 'published' }, headers: { 'if-match': '*' } },
      400,
    ],
    [
      'another vendor than that of its integration',
      'PATCH /products/crm',
      { body: { vendor: 'initech' }, headers: { 'if-match': '*' } },
      400,
    ],
    ['an unknown id', 'GET /products/erp', {}, 404],
  ])('is refused with %s', async (_, line, asked, status) => {
    const { ask } = await aSetUp()

    expect((await ask(line, asked)).status).toBe(status)
  })
})

describe('A developer', () => {
  it.each([
    ['GET /products/crm', {}, 200],
    ['GET /products/crm/integration', {}, 200],
    ['PUT /products/crm/integration', { body: integration, headers: { 'if-match': '*' } }, 200],
    ['POST /products/crm/integration/credentials', {}, 201],
    ['GET /integration-events', {}, 200],
    ['GET /api/channel/v1/events', {}, 200],
    ['POST /products', { body: { name: 'x', vendor: 'globex' } }, 403],
    ['PATCH /products/crm', { body: { name: 'x' }, headers: { 'if-match': '*' } }, 403],
    ['DELETE /products/crm', {}, 403],
    ['GET /webhooks', {}, 403],
    ['GET /audit', {}, 403],
    ['POST /integration-events', { body: {} }, 403],
  ])('of the vendor: %s %j → %i', async (line, asked, status) => {
    const { ask } = await aSetUp()

    expect((await ask(line, { ...asked, ...developer('globex') })).status).toBe(status)
  })

  it.each([
    ['GET /products/crm', {}],
    ['GET /products/crm/integration', {}],
    ['PUT /products/crm/integration', { body: integration, headers: { 'if-match': '*' } }],
    ['PATCH /products/crm/integration', { body: {}, headers: { 'if-match': '*' } }],
    ['DELETE /products/crm/integration', {}],
    ['POST /products/crm/integration/credentials', {}],
    ['POST /products/crm/integration/ping', {}],
  ])('of another vendor finds nothing: %s', async (line, asked) => {
    const { ask } = await aSetUp()

    expect((await ask(line, { ...asked, ...developer('initech') })).status).toBe(404)
    expect((await ask('GET /products', developer('initech'))).body).toEqual({ items: [] })
  })
})

describe('An integration', () => {
  it('that is deleted leaves its product unpublished', async () => {
    const { ask, ports } = await aSetUp()
    const product = await ports.findProduct({ marketplace: 'acme', id: 'crm' })
    if (product === undefined) throw new Error('there is no product')
    const published = { ...product, status: 'published', version: product.version + 1 } as const
    await ports.replaceProduct(published, product)

    expect((await ask('DELETE /products/crm/integration')).status).toBe(204)

    expect((await ask('GET /products/crm')).body).toMatchObject({
      status: 'development',
      hasIntegration: false,
    })
  })

  it('masks the credentials in its URLs, and keeps them when they are sent back masked', async () => {
    const { ask, ports } = await aSetUp()
    const url = 'https://globex.example.com/events?apiKey=s3cret&token={eventUrl}'
    const shownUrl = url.replace('s3cret', '***')
    const put = (endpoints: object) =>
      ask('PUT /products/crm/integration', { body: { ...integration, endpoints } })
    const urlsOf = async () =>
      (await ports.findProduct({ marketplace: 'acme', id: 'crm' }))?.integration?.endpoints

    const first = await put({ DEFAULT: url })
    const pinged = await ask('POST /products/crm/integration/ping', { body: {} })
    const second = await put({ DEFAULT: shownUrl })
    const patched = await ask('PATCH /products/crm/integration', {
      body: { endpoints: { DEFAULT: `${shownUrl}&a=b` } },
      headers: { 'if-match': '*' },
    })
    const others = [await ask('GET /audit'), await ask('GET /products/crm/integration')]

    const shown = [first, pinged, second, patched, ...others]
    expect(JSON.stringify(shown.map(({ body }) => body))).not.toContain('apiKey=s3cret')
    expect(first).toMatchObject({ status: 200, body: { endpoints: { DEFAULT: shownUrl } } })
    expect(second.status).toBe(200)
    expect(await urlsOf()).toEqual({ DEFAULT: `${url}&a=b` })
    expect(await put({ ADDON: shownUrl })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'endpoints.ADDON', message: expect.stringContaining("'apiKey'") }] },
    })
  })

  it('shows no secret', async () => {
    const { put, ask } = await aSetUp()
    const shown = await ask('GET /products/crm/integration')

    expect(put).toMatchObject({ status: 200, headers: { etag: '"2"' } })
    expect(shown.body).toMatchObject({
      enabled: true,
      endpoints: integration.endpoints,
      authentication: { type: 'BASIC', username: 'acme', hasPassword: true },
      credentials: [],
      untested: expect.arrayContaining(['SUBSCRIPTION_ORDER', 'ADDON']),
    })
    expect(JSON.stringify(shown.body)).not.toContain('s3cret')
  })

  it.each([
    [
      'a URL without eventUrl',
      { endpoints: { DEFAULT: 'https://globex.example.com/events' } },
      'endpoints.DEFAULT',
    ],
    [
      'http',
      { endpoints: { SUBSCRIPTION_ORDER: 'http://globex.example.com/?url={eventUrl}' } },
      'endpoints.SUBSCRIPTION_ORDER',
    ],
    [
      'an unknown endpoint',
      { endpoints: { ORDER: 'https://globex.example.com/?url={eventUrl}' } },
      'endpoints.ORDER',
    ],
    ['an interactive add-on', { interactive: ['ADDON'] }, 'interactive.0'],
    ['31 seconds', { timeLimitSeconds: 31 }, 'timeLimitSeconds'],
    ['an address that is none', { notificationEmail: 'x' }, 'notificationEmail'],
    [
      'a token endpoint with a credential',
      {
        authentication: {
          type: 'OAUTH2_CLIENT_CREDENTIALS',
          accessTokenUri: 'https://globex.example.com/token?key=s3cret',
          clientId: 'c',
          clientSecret: 's',
        },
      },
      'authentication.accessTokenUri',
    ],
    [
      'a token endpoint with http',
      {
        authentication: {
          type: 'OAUTH2_CLIENT_CREDENTIALS',
          accessTokenUri: 'http://x.example.com',
          clientId: 'a',
          clientSecret: 'b',
        },
      },
      'authentication.accessTokenUri',
    ],
    [
      'a user name with a colon',
      { authentication: { type: 'BASIC', username: 'a:b', password: 'c' } },
      'authentication.username',
    ],
  ])('is refused with %s', async (_, changes, path) => {
    const { ask } = await aSetUp()

    const response = await ask('PUT /products/crm/integration', {
      body: { ...integration, ...changes },
      headers: { 'if-match': '*' },
    })

    expect(response.status).toBe(400)
    expect(response.body).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ path })]),
    })
  })

  it('keeps its password only for the origins that it was set for', async () => {
    const { ask } = await aSetUp()
    const moveTo = (url: string, more: object = {}) =>
      ask('PATCH /products/crm/integration', {
        body: { endpoints: { DEFAULT: url }, ...more },
        headers: { 'if-match': '*' },
      })

    const same = await moveTo('https://globex.example.com/other?url={eventUrl}')
    const moved = await moveTo('https://evil.example.com/?url={eventUrl}')
    const resent = await moveTo('https://new.example.com/?url={eventUrl}', {
      authentication: integration.authentication,
    })

    expect([same.status, moved.status, resent.status]).toEqual([200, 400, 200])
    expect(moved.body).toMatchObject({ errors: [{ path: 'authentication' }] })
  })

  it('issues a credential once, and keeps the one before for as long as it is asked to', async () => {
    const { ask } = await aSetUp()
    const line = 'POST /products/crm/integration/credentials'

    const first = await ask(line)
    const second = await ask(line, { body: { keepPreviousHours: 1 } })
    const shown = await ask('GET /products/crm/integration')

    expect(first).toMatchObject({
      status: 201,
      body: { type: 'OAUTH2', secret: expect.any(String) },
    })
    expect(second.status).toBe(201)
    expect(shown.body).toMatchObject({
      credentials: [{ type: 'OAUTH2' }, { type: 'OAUTH2', validUntil: expect.any(String) }],
    })
    expect(JSON.stringify(shown.body)).not.toContain((first.body as { secret: string }).secret)
  })
})

describe('An integration with PRIVATE_KEY_JWT', () => {
  const authentication = {
    type: 'OAUTH2_CLIENT_CREDENTIALS',
    accessTokenUri: 'https://id.globex.example.com/token',
    clientId: 'acme',
    clientAuthentication: 'PRIVATE_KEY_JWT',
  }
  const line = 'POST /products/crm/integration/client-key'

  async function aWorldWithKey() {
    const world = await aSetUp()
    const body = { ...integration, authentication }
    const put = await world.ask('PUT /products/crm/integration', { body })
    const keysOf = (response: Awaited<ReturnType<typeof world.ask>>) => {
      const { clientKey, nextClientKey } = bodyOf(response)['authentication'] as Keys
      return [clientKey?.publicKey.kid, nextClientKey?.publicKey.kid]
    }
    return { ...world, put, keysOf }
  }

  it('gets a key pair, of which only the public half is shown', async () => {
    const { ask, put } = await aWorldWithKey()

    expect(put).toMatchObject({
      status: 200,
      body: { authentication: { ...authentication, clientKey: { publicKey: { kty: 'RSA' } } } },
    })
    expect(bodyOf(put)['authentication']).not.toHaveProperty('hasClientSecret')
    const shown = [put, await ask('GET /audit')]
    expect(JSON.stringify(shown)).not.toMatch(/PRIVATE KEY-|"sealed"/)
  })

  it('keeps its key when it is changed, and gets another one after another authentication', async () => {
    const { ask, put, keysOf } = await aWorldWithKey()
    const change = (given: object) =>
      ask('PATCH /products/crm/integration', {
        body: { authentication: given },
        headers: { 'if-match': '*' },
      })

    const changed = await change({ ...authentication, scope: 'events' })
    await change(integration.authentication)
    const again = await change(authentication)

    expect(keysOf(changed)).toEqual(keysOf(put))
    expect(keysOf(again)).not.toEqual(keysOf(put))
  })

  it('uses the next key only after a rotation', async () => {
    const { ask, put, keysOf } = await aWorldWithKey()
    const [first] = keysOf(put)

    expect(await ask(`${line}/rotate`)).toMatchObject({ status: 409 })
    const made = await ask(line)
    const rotated = await ask(`${line}/rotate`)

    const [, next] = keysOf(made)
    expect(next).toEqual(expect.any(String))
    expect(next).not.toBe(first)
    expect(keysOf(made)).toEqual([first, next])
    expect(keysOf(rotated)).toEqual([next, undefined])
  })

  it('has no key to change with another authentication, or in another version', async () => {
    const { ask } = await aSetUp()
    const { ask: askWithKey } = await aWorldWithKey()

    expect(await ask(line)).toMatchObject({ status: 409 })
    expect(await askWithKey(line, { headers: { 'if-match': '"1"' } })).toMatchObject({
      status: 412,
    })
    expect(await askWithKey(line, { body: { keyId: 'x' } })).toMatchObject({ status: 400 })
    const asOther = { ...developer('initech') }
    expect(await askWithKey(line, asOther)).toMatchObject({ status: 404 })
  })
})

type Key = { publicKey: { kid: string } }
type Keys = { clientKey?: Key; nextClientKey?: Key }
