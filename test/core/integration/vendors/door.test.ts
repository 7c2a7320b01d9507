import { describe, expect, it } from '@jest/globals'

import { signedUrl } from '../../../../core/integration/oauth1/signed-request.ts'
import type { VendorHttpRequest } from '../../../../core/integration/vendors/vendor-http.ts'
import { noon } from '../../../support/builders.ts'
import { anIntegrationEvent } from '../../../support/integration-events.ts'
import { aDoor, anInteractiveDoor, base, type Door, path } from '../../../support/vendor-door.ts'

const seconds = noon.getTime() / 1000

describe('A vendor that signs with OAuth 1.0', () => {
  it('reads its event, with the signature in the header', async () => {
    const { send, sign, url } = await aDoor()

    const response = await send({
      headers: { authorization: sign('GET', url), accept: 'application/json' },
    })

    expect(response).toMatchObject({ status: 200, body: { type: 'SUBSCRIPTION_ORDER' } })
  })

  it('reads its event, with the signature in the query, as XML by default', async () => {
    const { send, url } = await aDoor()
    const consumer = { key: 'mine', secret: 'secret of mine' }
    const signed = signedUrl({ method: 'GET', url }, consumer, { nonce: 'q', timestamp: seconds })

    const response = await send({ query: new URL(signed).search })

    expect(response).toMatchObject({
      status: 200,
      headers: { 'content-type': expect.stringContaining('xml') },
    })
    expect(response.text).toContain('<type>SUBSCRIPTION_ORDER</type>')
  })

  it.each([
    ['http instead of https', 'http://hooks.example.com'],
    ['the default port', 'https://hooks.example.com:443'],
    ['upper case', 'HTTPS://HOOKS.EXAMPLE.COM'],
    ['the host behind the proxy', 'http://10.0.0.1:8787'],
  ])('may have signed a URL with %s', async (_, origin) => {
    const { send, sign, token } = await aDoor()
    const authorization = sign('GET', `${origin}${path}/${token}`)
    const host = new URL(origin).host

    const response = await send({ headers: { authorization, host } })

    expect(response.status).toBe(200)
  })

  it.each<[string, (door: Door) => Partial<VendorHttpRequest>, RegExp]>([
    ['no credentials', () => ({ headers: {} }), /oauth_consumer_key is missing/],
    [
      'another method',
      ({ sign, url }) => ({ headers: { authorization: sign('POST', url) } }),
      /does not match/,
    ],
    [
      'another event',
      ({ sign, url }) => ({ headers: { authorization: sign('GET', `${url}0`) } }),
      /does not match/,
    ],
    [
      'a query that was added',
      ({ sign, url }) => ({ query: '?x=1', headers: { authorization: sign('GET', url) } }),
      /does not match/,
    ],
    [
      'an unknown key',
      ({ sign, url }) => ({ headers: { authorization: sign('GET', url, 'unknown') } }),
      /is unknown/,
    ],
    [
      'a timestamp of 301 s ago',
      ({ sign, url }) => ({
        headers: { authorization: sign('GET', url, 'mine', { timestamp: seconds - 301 }) },
      }),
      /oauth_timestamp must be within 300 s/,
    ],
    [
      'a timestamp in 301 s',
      ({ sign, url }) => ({
        headers: { authorization: sign('GET', url, 'mine', { timestamp: seconds + 301 }) },
      }),
      /oauth_timestamp must be within 300 s/,
    ],
  ])('is refused with %s', async (_, requestOf, reason) => {
    const door = await aDoor()

    const response = await door.send(requestOf(door))

    expect(response).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': expect.stringContaining('OAuth realm="postrider"') },
      body: { detail: expect.stringMatching(reason) },
    })
  })

  it('is refused when it repeats a request', async () => {
    const { send, sign, url } = await aDoor()
    const headers = { authorization: sign('GET', url) }

    const statuses = [(await send({ headers })).status, (await send({ headers })).status]

    expect(statuses).toEqual([200, 401])
  })

  it.each([
    ['product-2 of the same marketplace', 'theirs'],
    ['the product of the same id in another marketplace', 'elsewhere'],
  ])('of %s gets a 403', async (_, key) => {
    const { send, sign, url } = await aDoor()

    const response = await send({ headers: { authorization: sign('GET', url, key) } })

    expect(response.status).toBe(403)
  })

  it('gets a 404 for an unknown token, and has to wait after some of them', async () => {
    const { send, sign } = await aDoor()
    const statuses: number[] = []
    for (let guess = 0; guess < 12; guess += 1) {
      const place = `${path}/guess-${guess}`
      const headers = { authorization: sign('GET', `${base}${place}`) }
      statuses.push((await send({ path: place, headers })).status)
    }

    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429, 429])
  })

  it('has replaced its credential: the old one is refused', async () => {
    const { send, sign, url, world } = await aDoor()
    const product = await world.ports.findProduct({ marketplace: 'acme', id: 'product-1' })
    const integration = product?.integration
    if (product === undefined || integration === undefined) throw new Error('no product')
    const validUntil = noon.toISOString()
    const old = integration.credentials.map((one) => ({ ...one, validUntil }))
    const after = { ...product, integration: { ...integration, credentials: old }, version: 2 }
    await world.replaceProduct(after, product)

    const response = await send({ headers: { authorization: sign('GET', url) } })

    expect(response.status).toBe(401)
  })
})

describe('A refused request', () => {
  const logged = async (given: Parameters<typeof aDoor>[0] = {}) => {
    const lines: Readonly<Record<string, unknown>>[] = []
    const door = await aDoor({
      ...given,
      ports: { log: (line) => lines.push(line), ...given.ports },
    })
    const refusals = async () => (await door.world.ports.findIntegrationEvent(door.token))?.refusals
    return { ...door, lines, refusals }
  }

  it('about an event is in its log, and in ours without its token', async () => {
    const { send, sign, url, token, lines, refusals } = await logged()
    await send({ headers: { authorization: sign('GET', url, 'theirs') } })
    await send({ method: 'POST', path: `${path}/${token}/result`, text: '{"success":true}' })

    const address = '192.0.2.1'
    expect(await refusals()).toMatchObject([
      { status: 403, reason: expect.stringMatching(/another vendor/), address },
      { status: 401, reason: expect.stringMatching(/oauth_consumer_key is missing/), address },
    ])
    const about = { message: 'vendor refused', address, marketplace: 'acme', product: 'product-1' }
    expect(lines).toMatchObject([
      { ...about, status: '403', path: `${path}/{token}` },
      { ...about, status: '401', path: `${path}/{token}/result` },
    ])
    expect(JSON.stringify(lines)).not.toContain(token)
  })

  it('is logged for an unknown token, a wrong client, and an address that must wait', async () => {
    const unknown = await logged()
    const place = `${path}/unknown-token-that-is-secret`
    const authorization = unknown.sign('GET', `${base}${place}`)
    await unknown.send({ path: place, headers: { authorization } })
    const client = await logged({ type: 'OAUTH2' })
    await client.send({
      method: 'POST',
      path: '/oauth2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      text: 'grant_type=client_credentials&client_id=mine&client_secret=wrong-secret',
    })
    const waiting = await logged({ ports: { mustWait: () => 3 } })
    await waiting.send({})

    const lines = [...unknown.lines, ...client.lines, ...waiting.lines]
    expect(lines).toMatchObject([
      { status: '404', reason: 'Cannot find the event: its token is unknown' },
      { status: '401', path: '/oauth2/token', reason: 'the client id or its secret is wrong' },
      { status: '429', reason: 'Too many requests: retry in 3 s' },
    ])
    expect(JSON.stringify(lines)).not.toMatch(/that-is-secret|wrong-secret/)
    expect(await waiting.refusals()).toBeUndefined()
  })

  it('no longer changes the event after twenty', async () => {
    const { send, refusals } = await logged({ ports: { mustWait: () => 0 } })
    for (let sent = 0; sent < 22; sent += 1) await send({ address: `192.0.2.${sent}` })

    expect(await refusals()).toHaveLength(20)
  })
})

describe('A vendor with a client of the token endpoint', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
  const grant = 'grant_type=client_credentials&scope=ROLE_APPLICATION'
  const ask = { method: 'POST', path: '/oauth2/token', text: grant }

  it.each([
    ['with HTTP Basic', { authorization: basic('mine:secret of mine') }, grant],
    ['in the body', {}, `${grant}&client_id=mine&client_secret=secret%20of%20mine`],
    [
      'without a scope',
      { authorization: basic('mine:secret of mine') },
      'grant_type=client_credentials',
    ],
  ])('gets a token %s, and reads its event with it', async (_, headers, text) => {
    const { send } = await aDoor({ type: 'OAUTH2' })

    const issued = await send({ ...ask, text, headers: { ...form, ...headers } })

    expect(issued).toMatchObject({
      status: 200,
      body: { token_type: 'bearer', expires_in: 43_199, scope: 'ROLE_APPLICATION' },
    })
    const { access_token: token } = issued.body as { access_token: string }
    const read = await send({ headers: { authorization: `Bearer ${token}` } })
    expect(read.status).toBe(200)
  })

  it.each<[string, string, Record<string, string>, number, string]>([
    ['a wrong secret', grant, { authorization: basic('mine:wrong') }, 401, 'invalid_client'],
    ['an unknown client', grant, { authorization: basic('unknown:x') }, 401, 'invalid_client'],
    ['no client', grant, {}, 401, 'invalid_client'],
    ['another grant', 'grant_type=password', {}, 400, 'unsupported_grant_type'],
    ['no grant', 'scope=x', {}, 400, 'invalid_request'],
    ['another scope', 'grant_type=client_credentials&scope=x', {}, 400, 'invalid_scope'],
    ['two grants', `${grant}&${grant}`, {}, 400, 'invalid_request'],
    [
      'two kinds of authentication',
      `${grant}&client_secret=x`,
      { authorization: basic('mine:secret of mine') },
      400,
      'invalid_request',
    ],
  ])('is refused with %s', async (_, text, headers, status, error) => {
    const { send } = await aDoor({ type: 'OAUTH2' })

    const response = await send({ ...ask, text, headers: { ...form, ...headers } })

    expect(response).toMatchObject({ status, body: { error } })
  })

  it('is refused with an expired token, and with one of another vendor', async () => {
    const { send, world } = await aDoor({ type: 'OAUTH2' })
    const tokenOf = async (client: string) => {
      const headers = { ...form, authorization: basic(`${client}:secret of ${client}`) }
      const { body } = await send({ ...ask, headers })
      return (body as { access_token: string }).access_token
    }
    const [mine, theirs] = [await tokenOf('mine'), await tokenOf('theirs')]

    const other = await send({ headers: { authorization: `Bearer ${theirs}` } })
    world.passed(43_200_000)
    const late = await send({ headers: { authorization: `Bearer ${mine}` } })

    expect([other.status, late.status]).toEqual([403, 401])
  })
})

describe('The result of an event', () => {
  const send = async (text: string, contentType = 'application/json') => {
    const door = await aDoor()
    const place = `${path}/${door.token}/result`
    const post = () => {
      const authorization = door.sign('POST', `${base}${place}`)
      const headers = { authorization, 'content-type': contentType }
      return door.send({ method: 'POST', path: place, headers, text })
    }
    return { ...door, first: await post(), post }
  }

  it.each([
    ['JSON', '{"success":"true","accountIdentifier":"a-1"}', 'application/json'],
    [
      'XML',
      '<result><success>true</success><accountidentifier>a-1</accountidentifier></result>',
      'text/xml',
    ],
  ])('is taken once as %s', async (_, text, contentType) => {
    const { first, post, world, token } = await send(text, contentType)

    expect([first.status, (await post()).status]).toEqual([200, 409])
    expect(await world.ports.findIntegrationEvent(token)).toMatchObject({
      stage: 'ended',
      result: { by: 'request', success: true, accountIdentifier: 'a-1' },
    })
    expect(world.state.published).toEqual([`${token} completed`])
  })

  it.each([
    ['is empty', '', /it is empty/],
    ['has no success', '{}', /success/],
    ['orders without an account', '{"success":true}', /accountIdentifier/],
  ])('is refused if it %s, and the event stays pending', async (_, text, reason) => {
    const { first, world, token } = await send(text)

    expect(first).toMatchObject({ status: 400, body: { detail: expect.stringMatching(reason) } })
    expect(await world.ports.findIntegrationEvent(token)).toMatchObject({ stage: 'called' })
  })
})

describe('The requests with a result', () => {
  async function sent(...texts: string[]) {
    const door = await aDoor()
    const place = `${path}/${door.token}/result`
    for (const text of texts) {
      const authorization = door.sign('POST', `${base}${place}`)
      const headers = { authorization, 'content-type': 'application/json', 'user-agent': 'crm/1' }
      await door.send({ method: 'POST', path: place, headers, text })
    }
    const event = await door.world.ports.findIntegrationEvent(door.token)
    return event?.resultRequests ?? []
  }
  const success = '{"success":true,"accountIdentifier":"a-1"}'

  it('are stored with headers, body, address and the status that they got, without secrets', async () => {
    const requests = await sent('{}', success, success)

    const headers = {
      'content-type': 'application/json',
      authorization: '[redacted]',
      'user-agent': 'crm/1',
    }
    const shared = { at: noon.toISOString(), address: '192.0.2.1' }
    expect(requests).toEqual([
      {
        ...shared,
        status: 400,
        reason: expect.stringMatching(/success/),
        request: { headers, body: { text: '{}' } },
      },
      { ...shared, status: 200, request: { headers, body: { text: success } } },
      {
        ...shared,
        status: 409,
        reason: expect.stringMatching(/^the event is complete since/),
        request: { headers, body: { text: success } },
      },
    ])
  })

  it('are cut to size, and stored five times if they were not taken', async () => {
    const refused = Array.from({ length: 7 }, () => `{"message":"${'é'.repeat(5000)}"}`)

    const requests = await sent(...refused, success)

    expect(requests.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 200])
    expect(requests[0]?.request.body.cut).toBe('size')
    expect(Buffer.byteLength(requests[0]?.request.body.text ?? '')).toBeLessThanOrEqual(4096)
  })
})

describe('An interactive event', () => {
  const anInteractive = () => anInteractiveDoor(anIntegrationEvent())

  it('is not called: the browser is sent to the vendor with a signed URL', async () => {
    const { world, token, place, send } = await anInteractive()
    const before = world.state.called.length
    await world.work()

    const response = await send({ path: `${place}/redirect` })

    const location = new URL(response.headers?.['location'] ?? '')
    expect(response.status).toBe(302)
    expect(location.origin + location.pathname).toBe('https://globex.example.com/events')
    expect(location.searchParams.get('url')).toBe(`${base}${path}/${token}`)
    expect(location.searchParams.get('oauth_signature')).toMatch(/=$/)
    expect(world.state.called).toHaveLength(before)
    expect(await world.ports.findIntegrationEvent(token)).toMatchObject({
      stage: 'called',
      call: { isRedirect: true },
    })
  })

  it.each([
    ['the URL cannot be signed', { credentials: [] }, 'has no OAuth 1.0 credential'],
    ['the integration is disabled', { enabled: false }, 'was removed or disabled'],
  ])('sends the browser nowhere when %s', async (_, change, detail) => {
    const { world, place, send } = await anInteractive()
    const key = { marketplace: 'acme', id: 'product-1' }
    const product = await world.ports.findProduct(key)
    if (product?.integration === undefined) throw new Error('no integration')
    const integration = { ...product.integration, ...change }
    await world.replaceProduct({ ...product, integration, version: 3 }, product)

    const response = await send({ path: `${place}/redirect` })

    expect(response).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining(detail) },
    })
  })

  it('tells the vendor where to send the customer back', async () => {
    const { token, place, send, sign } = await anInteractive()
    const eventPath = `${path}/${token}`
    const authorization = sign('GET', `${base}${eventPath}`)

    const read = await send({
      path: eventPath,
      headers: { authorization, accept: 'application/json' },
    })

    expect(read.body).toMatchObject({ returnUrl: `${base}${place}/return` })
  })

  it('ends with the signed return, once, and the customer goes on to the marketplace', async () => {
    const { returnUrl, comeBack, signedReturn, world, token } = await anInteractive()
    const first = await comeBack(signedReturn('success=true&accountIdentifier=a-9'))
    const again = await comeBack(signedReturn('success=true&accountIdentifier=a-9&x=1'))

    expect(first).toEqual({ status: 302, headers: { location: `${returnUrl}&status=complete` } })
    expect(again.status).toBe(409)
    expect(await world.ports.findIntegrationEvent(token)).toMatchObject({
      result: { by: 'return', success: true, accountIdentifier: 'a-9' },
    })
  })

  it('stays pending after a signed return of an order without an account', async () => {
    const { comeBack, signedReturn, world, token } = await anInteractive()
    const lacking = await comeBack(signedReturn('success=true'))
    const pending = await world.ports.findIntegrationEvent(token)
    const corrected = await comeBack(signedReturn('success=true&accountIdentifier=a-9'))

    expect([lacking.status, corrected.status]).toEqual([400, 302])
    expect(pending?.result).toBeUndefined()
  })

  it('leads the customer to the URL of the marketplace only, whatever the vendor says', async () => {
    const { returnUrl, comeBack, signedReturn, send, place } = await anInteractive()
    const evil = 'returnUrl=https%3A%2F%2Fevil.example.com&redirect_uri=%2F%2Fevil.example.com'

    const visit = await send({ path: `${place}/redirect`, query: `?${evil}` })
    const unsigned = await comeBack(`?${evil}&status=complete`)
    const first = await comeBack(signedReturn(`success=true&accountIdentifier=a&${evil}`))

    const [shop, vendor] = ['https://shop.example.com', 'https://globex.example.com']
    const locations = [visit, unsigned, first].map(({ headers }) => headers?.['location'] ?? '')
    expect(locations.map((location) => new URL(location).origin)).toEqual([vendor, shop, shop])
    expect(locations.filter((location) => location.includes('evil'))).toEqual([])
    expect(locations.slice(1)).toEqual([
      `${returnUrl}&status=pending`,
      `${returnUrl}&status=complete`,
    ])
  })

  it.each(['redirect', 'return'])(
    'does not answer HEAD at /%s, which shows a preview',
    async (end) => {
      const { send, place, token, world } = await anInteractive()

      const response = await send({ method: 'HEAD', path: `${place}/${end}` })

      expect(response).toMatchObject({ status: 405, headers: { allow: 'GET' } })
      expect(await world.ports.findIntegrationEvent(token)).toMatchObject({ stage: 'offered' })
    },
  )

  it('does not end with a return that was tampered with, repeated, or of another vendor', async () => {
    const { returnUrl, comeBack, signedReturn, world, token } = await anInteractive()
    const failed = signedReturn('success=false&errorCode=FORBIDDEN')
    const tampered = await comeBack(failed.replace('success=false', 'success=true'))
    const theirs = await comeBack(signedReturn('success=true&accountIdentifier=a', 'theirs'))
    const unsigned = await comeBack('?success=true&accountIdentifier=a')

    expect([tampered.status, theirs.status]).toEqual([401, 403])
    expect(unsigned).toEqual({ status: 302, headers: { location: `${returnUrl}&status=pending` } })
    expect(await world.ports.findIntegrationEvent(token)).toMatchObject({ stage: 'offered' })
    expect((await comeBack(failed)).status).toBe(302)
    expect((await comeBack(failed)).status).toBe(401)
  })
})
