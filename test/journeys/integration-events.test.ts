import { afterEach, describe, expect, it } from '@jest/globals'
import { importJWK, jwtVerify } from 'jose'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { publicPlace } from '../support/free-port.ts'
import { integrate, must } from '../support/integrated-product.ts'
import { anIntegrationEvent } from '../support/integration-events.ts'
import { journeyWorlds } from '../support/journey-world.ts'
import type { Api } from '../support/router.ts'
import { aVendor, type Vendor } from '../support/vendor.ts'

const Token = z.object({ token: z.string() })
const TokenRequest = z.looseObject({ client_assertion: z.string() })
const PublicKey = z.looseObject({ kty: z.literal('RSA') })
const Shown = z.object({
  authentication: z.object({ clientKey: z.object({ publicKey: PublicKey }) }),
})

const authentications = {
  OAUTH1: () => ({ type: 'OAUTH1' }),
  BASIC: () => ({ type: 'BASIC', username: 'router', password: 's3cret:word' }),
  OAUTH2: (url: string) => ({
    type: 'OAUTH2_CLIENT_CREDENTIALS',
    accessTokenUri: `${url}/token`,
    clientId: 'router',
    clientSecret: 's3cret',
  }),
  KEY: (url: string) => ({
    type: 'OAUTH2_CLIENT_CREDENTIALS',
    accessTokenUri: `${url}/token`,
    clientId: 'router',
    clientAuthentication: 'PRIVATE_KEY_JWT',
    secretParameters: { audience: 'events' },
    tokenRequestFormat: 'JSON',
  }),
}

describe('An integration event', () => {
  const aWorld = journeyWorlds()
  const vendors: Vendor[] = []

  afterEach(async () => {
    for (const vendor of vendors.splice(0)) await vendor.close()
  })

  async function aProduct(
    answer: Parameters<typeof aVendor>[0],
    authentication: keyof typeof authentications = 'OAUTH1',
  ) {
    const { api, router } = await aWorld(await publicPlace())
    const vendor = await aVendor(answer)
    vendors.push(vendor)
    await integrate(
      vendor,
      { api, router },
      { authentication: authentications[authentication](vendor.url) },
    )
    return { api, vendor, router }
  }

  it.each(['OAUTH1', 'BASIC', 'OAUTH2'] as const)(
    'is read by its vendor, who answers in time: %s',
    async (authentication) => {
      const { api, vendor } = await aProduct(
        () => ({ body: { success: 'true', accountIdentifier: 'globex-7' } }),
        authentication,
      )

      const ended = await api('POST', '/integration-events?wait=true', anIntegrationEvent())

      expect(ended).toMatchObject({
        status: 200,
        body: {
          status: 'complete',
          result: { by: 'response', success: true, accountIdentifier: 'globex-7' },
          call: { status: 200 },
          reads: [{ format: 'json', address: '127.0.0.1' }],
          readCount: 1,
        },
      })
      expect(vendor.events).toMatchObject([{ type: 'SUBSCRIPTION_ORDER' }])
      const scheme = {
        OAUTH1: /^OAuth oauth_consumer_key=/,
        BASIC: /^Basic cm91dGVyOnMzY3JldDp3b3Jk$/,
        OAUTH2: /^Bearer vendor-token$/,
      }
      expect(vendor.requests.at(-1)?.headers.authorization).toMatch(scheme[authentication])
    },
  )

  it('is authenticated at the token endpoint by the key that its integration shows', async () => {
    const answered = { success: true, accountIdentifier: 'globex-7' }
    const { api, vendor } = await aProduct(() => ({ body: answered }), 'KEY')

    const ended = await api('POST', '/integration-events?wait=true', anIntegrationEvent())

    expect(ended).toMatchObject({ body: { status: 'complete' } })
    const tokenRequests = vendor.requests.filter(({ path }) => path === '/token')
    expect(tokenRequests).toHaveLength(1)
    const request = TokenRequest.parse(JSON.parse(tokenRequests[0]?.body ?? ''))
    expect(request).toMatchObject({ grant_type: 'client_credentials', audience: 'events' })
    const { body } = await api('GET', '/products/product-1/integration')
    const { publicKey } = Shown.parse(body).authentication.clientKey
    const { payload } = await jwtVerify(request.client_assertion, await importJWK(publicKey))
    expect(payload).toMatchObject({ iss: 'router', aud: `${vendor.url}/token` })
    expect(vendor.requests.at(-1)?.headers.authorization).toBe('Bearer vendor-token')
  })

  it('lists where its vendor read it from, behind a proxy', async () => {
    const { api, vendor } = await aProduct(() => ({ status: 202 }))
    const token = await start(api)
    await eventually(() => {
      expect(vendor.requests).toHaveLength(1)
    })

    await vendor.read(vendor.eventUrl(), { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' })

    await eventually(async () => {
      expect(await api('GET', `/integration-events/${token}`)).toMatchObject({
        body: {
          stage: 'called',
          reads: [{ address: '127.0.0.1' }, { format: 'xml', address: '203.0.113.9' }],
        },
      })
    })
  })

  it('is completed later, once', async () => {
    const { api, vendor } = await aProduct(() => ({ status: 202, body: { success: true } }))
    const token = await start(api)
    await eventually(() => {
      expect(vendor.requests).toHaveLength(1)
    })
    await eventually(async () => {
      expect(await api('GET', `/integration-events/${token}`)).toMatchObject({
        body: { status: 'pending', stage: 'called' },
      })
    })
    const result = { success: true, accountIdentifier: 'globex-8' }

    const first = await vendor.sendResult(vendor.eventUrl(), result)
    const second = await vendor.sendResult(vendor.eventUrl(), result)

    expect([first.status, second.status]).toEqual([200, 409])
    expect(await api('GET', `/integration-events/${token}`)).toMatchObject({
      body: { status: 'complete', result: { by: 'request', accountIdentifier: 'globex-8' } },
    })
  })

  it('may be completed before its 202', async () => {
    const { api } = await aProduct(async (_, vendor) => {
      const result = { success: false, errorCode: 'ACCOUNT_NOT_FOUND', message: 'No such account' }
      await vendor.sendResult(vendor.eventUrl(), result)
      return { status: 202, body: { success: true } }
    })

    const token = await start(api)

    await eventually(async () => {
      expect(await api('GET', `/integration-events/${token}`)).toMatchObject({
        body: {
          status: 'failed',
          stage: 'ended',
          call: { status: 202 },
          result: { by: 'request', errorCode: 'ACCOUNT_NOT_FOUND', message: 'No such account' },
        },
      })
    })
  })

  it('blocks another one of the same subscription while it is pending', async () => {
    const { api } = await aProduct(() => ({ status: 202 }))
    const token = await start(api)

    const second = await api('POST', '/integration-events', anIntegrationEvent())

    expect(second).toMatchObject({ status: 409, body: { conflictsWith: token } })
    await eventually(async () => {
      expect(await api('GET', `/integration-events/${token}`)).toMatchObject({
        body: { stage: 'called' },
      })
    })
  })

  it('is resolved by a manager, with a note on record', async () => {
    const { api } = await aProduct(() => ({ status: 202 }))
    const token = await start(api)
    const line = `/integration-events/${token}`
    await eventually(async () => {
      expect(await api('GET', line)).toMatchObject({ body: { stage: 'called' } })
    })

    const note = 'Globex confirmed it on the phone'
    const resolution = { success: true, note, accountIdentifier: 'globex-9' }
    const resolved = await api('POST', `${line}/resolve`, resolution)
    const again = await api('POST', `${line}/resolve`, resolution)
    const resent = await api('POST', `${line}/resend`)

    expect(resolved).toMatchObject({
      status: 200,
      body: { status: 'complete', result: { by: 'manager', resolvedBy: 'manager@acme', note } },
    })
    expect([again.status, resent.status]).toEqual([409, 409])
    expect(await api('GET', '/audit')).toMatchObject({
      body: {
        items: expect.arrayContaining([containing({ action: 'integration-event.resolved' })]),
      },
    })
  })

  it('that failed is sent again as a new event, which knows the first', async () => {
    let isUp = false
    const { api } = await aProduct(() =>
      isUp ? { body: { success: true, accountIdentifier: 'a' } } : { status: 500, text: 'down' },
    )
    const first = await must(api('POST', '/integration-events?wait=true', anIntegrationEvent()))
    isUp = true

    const { token } = Token.parse(first)
    const resend = () => api('POST', `/integration-events/${token}/resend`)
    const [one, two] = await Promise.all([resend(), resend()])
    const again = Token.parse([one, two].find(({ status }) => status === 202)?.body)

    expect(first).toMatchObject({
      status: 'failed',
      result: { errorCode: 'TRANSPORT_ERROR', message: expect.stringContaining('500') },
      call: { status: 500, exchange: { response: { body: { text: 'down' } } } },
    })
    await eventually(async () => {
      expect(await api('GET', `/integration-events/${again.token}`)).toMatchObject({
        body: { status: 'complete', resendOf: token },
      })
    })
    expect(await api('GET', `/integration-events/${token}`)).toMatchObject({
      body: { resentAs: again.token },
    })
    // The vendor is asked once more, however often the same event is sent again.
    expect([one.status, two.status].toSorted()).toEqual([202, 409])
    expect(await resend()).toMatchObject({ status: 409, body: { conflictsWith: again.token } })
  })

  it('names the account in later events, as the vendor called it', async () => {
    const { api, vendor } = await aProduct(() => ({
      body: { success: true, accountIdentifier: 'globex-7' },
    }))
    const subscription = 'subscription-1'
    await must(
      api('POST', '/integration-events?wait=true', { ...anIntegrationEvent(), subscription }),
    )
    const { payload, ...cancel } = anIntegrationEvent('SUBSCRIPTION_CANCEL')
    const account = { status: 'ACTIVE' }

    await must(
      api('POST', '/integration-events?wait=true', {
        ...cancel,
        payload: { account },
        subscription,
      }),
    )

    expect(vendor.events.at(-1)).toMatchObject({
      type: 'SUBSCRIPTION_CANCEL',
      payload: { account: { accountIdentifier: 'globex-7', status: 'ACTIVE' } },
    })
  })

  it.each([
    ['an unknown product', { product: 'nothing' }, /no product 'nothing'/],
    ['a product without an integration', { product: 'bare' }, /has no integration/],
  ])('about %s fails in the log', async (_, changes, message) => {
    const { api } = await aProduct(() => ({ status: 200 }))
    await must(api('POST', '/products', { id: 'bare', name: 'Bare', vendor: 'globex' }))

    const failed = await api('POST', '/integration-events?wait=true', {
      ...anIntegrationEvent(),
      ...changes,
    })

    expect(failed).toMatchObject({
      status: 200,
      body: {
        status: 'failed',
        result: { errorCode: 'CONFIGURATION_ERROR', message: expect.stringMatching(message) },
      },
    })
  })

  it('is found by its status, product, type and text, and in the marketplace\u2019s own API', async () => {
    const { api } = await aProduct(() => ({ body: { success: true, accountIdentifier: 'a' } }))
    const orderId = 'order-77'
    const done = { ...anIntegrationEvent(), orderId }
    const { token } = Token.parse(await must(api('POST', '/integration-events?wait=true', done)))
    await must(api('POST', '/integration-events?wait=true', { ...done, product: 'nothing' }))

    const counts = await Promise.all(
      [
        '',
        '?status=complete',
        '?status=pending',
        '?product=nothing',
        '?text=ORDER-77',
        '?type=ADDON_BIND',
      ].map(async (query) => itemsOf(await api('GET', `/integration-events${query}`)).length),
    )
    const channel = await api('GET', '/api/channel/v1/events?orderId=order-77&size=1&sortOrder=ASC')
    const xml = await api('GET', `/integration-events/${token}/body?format=xml`)

    expect(counts).toEqual([2, 1, 0, 1, 2, 0])
    expect(channel).toMatchObject({
      status: 200,
      body: {
        content: [{ uuid: token, consumed: true, successful: true, product: { name: 'CRM' } }],
        page: { size: 1, totalElements: 2, totalPages: 2, number: 0 },
      },
    })
    expect(xml.body).toMatchObject({
      xml: expect.stringContaining('<type>SUBSCRIPTION_ORDER</type>'),
    })
  })

  it('is sent to the webhooks of its marketplace when it ends', async () => {
    const { api, vendor } = await aProduct((call) =>
      call.method === 'POST' ? {} : { body: { success: true, accountIdentifier: 'globex-7' } },
    )
    await must(
      api('POST', '/webhooks', { url: `${vendor.url}/hook`, events: ['integration.completed'] }),
    )

    const { token } = Token.parse(
      await must(api('POST', '/integration-events?wait=true', anIntegrationEvent())),
    )

    const sent = await eventually(() => {
      const found = vendor.requests.find(({ path }) => path === '/hook')
      if (found === undefined) throw new Error('the webhook was not called')
      return JSON.parse(found.body) as unknown
    })
    expect(sent).toMatchObject({
      uuid: token,
      resource: {
        type: 'INTEGRATION',
        uuid: token,
        content: { type: 'SUBSCRIPTION_ORDER', product: 'product-1', account: 'globex-7' },
      },
      resourceAction: 'COMPLETED',
    })
  })

  it('is pinged at every endpoint before the product is published', async () => {
    let status = 404
    const { api } = await aProduct(() => ({ status, body: { success: false } }))
    const publish = () =>
      api('PATCH', '/products/product-1', { status: 'published' }, { 'if-match': '*' })

    const failing = await must(api('POST', '/products/product-1/integration/ping'))
    const refused = await publish()
    status = 202
    const passing = await must(api('POST', '/products/product-1/integration/ping'))
    const published = await publish()

    expect(failing).toMatchObject({ pings: { SUBSCRIPTION_ORDER: { passed: false, status: 404 } } })
    expect(refused.status).toBe(400)
    expect(passing).toMatchObject({ pings: { ADDON: { passed: true, status: 202 } } })
    expect(published).toMatchObject({ status: 200, body: { status: 'published' } })
    expect(itemsOf(await api('GET', '/integration-events?status=pending'))).toEqual([])
  })
})

const Items = z.object({ items: z.array(z.unknown()) })

function itemsOf({ body }: { body: unknown }): unknown[] {
  return Items.parse(body).items
}

function containing(facts: Record<string, unknown>): unknown {
  return expect.objectContaining(facts)
}

async function start(api: Api): Promise<string> {
  return Token.parse(await must(api('POST', '/integration-events', anIntegrationEvent()))).token
}
