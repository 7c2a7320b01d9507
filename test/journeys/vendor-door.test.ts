import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { authorizationHeader, signedUrl } from '../../core/integration/oauth1/signed-request.ts'
import { eventually } from '../support/eventually.ts'
import { publicPlace } from '../support/free-port.ts'
import { anIntegratedProduct, must } from '../support/integrated-product.ts'
import { anIntegrationEvent } from '../support/integration-events.ts'
import { type Receiver, startReceiver, status } from '../support/receiver.ts'
import { aRouter, type TestRouter } from '../support/router.ts'

const Token = z.object({ token: z.string() })

type Consumer = { key: string; secret: string }
type Sent = { url: string; method?: string; headers?: Record<string, string>; body?: string }

const result = '{"success":true,"accountIdentifier":"globex-7"}'
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json' }

/** Over real HTTP: what a proxy, a client or somebody else makes of a request. */
describe("The vendors' door", () => {
  let router: TestRouter
  let vendor: Receiver
  let mine: Consumer
  let theirs: Consumer
  let elsewhere: Consumer
  let origin = ''
  let path = ''
  let count = 0

  beforeAll(async () => {
    router = await aRouter(await publicPlace()) // behind a proxy
    vendor = await startReceiver(status(202))
    origin = router.url
    const url = `${vendor.url}/events`
    mine = await anIntegratedProduct(router.as('manager'), { url })
    theirs = await anIntegratedProduct(router.as('manager'), { url, id: 'product-2' })
    elsewhere = await anIntegratedProduct(router.as('manager', 'globex'), { url })
    const api = router.as('manager')
    const started = await must(api('POST', '/integration-events', anIntegrationEvent()))
    const { token } = Token.parse(started)
    path = `/api/integration/v1/events/${token}`
    await eventually(async () => {
      expect((await api('GET', `/integration-events/${token}`)).body).toMatchObject({
        stage: 'called',
      })
    })
  })
  afterAll(async () => {
    await vendor.close()
    await router.stop()
  })

  const once = (secondsAgo = 0) => {
    count += 1
    return { nonce: `n${count}`, timestamp: Math.floor(Date.now() / 1000) - secondsAgo }
  }
  const signed = (url: string, consumer = mine, method = 'GET', secondsAgo = 0) => ({
    authorization: authorizationHeader({ method, url }, consumer, once(secondsAgo)),
  })
  /** Each request comes from an address of its own, as refusals slow an address down. */
  const send = ({ url, headers = {}, ...rest }: Sent, address = `192.0.2.${(count += 1)}`) =>
    fetch(url, { ...rest, headers: { 'x-forwarded-for': address, ...headers } })

  it.each<[string, () => Sent]>([
    ['in the header', () => ({ url: origin + path, headers: signed(origin + path) })],
    [
      'in the query',
      () => ({ url: signedUrl({ method: 'GET', url: origin + path }, mine, once()) }),
    ],
    [
      'with a query of its own, which has a space and a plus',
      () => {
        const url = `${origin}${path}?note=a%20b+c&note=%C3%A9&empty=`
        return { url, headers: signed(url) }
      },
    ],
    [
      'of the host that a proxy was asked for',
      () => ({
        url: origin + path,
        headers: {
          ...signed(`https://hooks.example.com${path}`),
          'x-forwarded-host': 'hooks.example.com',
        },
      }),
    ],
    [
      'of the host that the first of two proxies was asked for',
      () => ({
        url: origin + path,
        headers: {
          ...signed(`https://hooks.example.com${path}`),
          'x-forwarded-host': 'hooks.example.com, inner.example.com',
        },
      }),
    ],
    [
      'of that host with the default port',
      () => ({
        url: origin + path,
        headers: {
          ...signed(`https://hooks.example.com:443${path}`),
          'x-forwarded-host': 'hooks.example.com:443',
        },
      }),
    ],
    [
      'of https, where a proxy speaks http',
      () => ({
        url: origin + path,
        headers: signed(`${origin.replace('http:', 'https:')}${path}`),
      }),
    ],
  ])('accepts a signature %s', async (_, requestOf) => {
    const response = await send(requestOf())

    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringContaining('<type>SUBSCRIPTION_ORDER</type>'),
    ])
  })

  it.each<[string, () => Sent, number, RegExp]>([
    ['nothing', () => ({ url: origin + path }), 401, /oauth_consumer_key is missing/],
    [
      'the signature of another path',
      () => ({ url: origin + path, headers: signed(`${origin}${path}0`) }),
      401,
      /does not match/,
    ],
    [
      'the signature of another host',
      () => ({ url: origin + path, headers: signed(`https://evil.example.com${path}`) }),
      401,
      /does not match/,
    ],
    [
      'the signature of another method',
      () => ({ url: origin + path, headers: signed(origin + path, mine, 'POST') }),
      401,
      /does not match/,
    ],
    [
      'a signature that was cut',
      () => {
        const { authorization } = signed(origin + path)
        return {
          url: origin + path,
          headers: { authorization: authorization.replace(/.%3D"$/, '%3D"') },
        }
      },
      401,
      /does not match/,
    ],
    [
      'a nonce that was changed',
      () => {
        const { authorization } = signed(origin + path)
        const headers = { authorization: authorization.replace(/_nonce="n/, '_nonce="m') }
        return { url: origin + path, headers }
      },
      401,
      /does not match/,
    ],
    [
      'a query that was added',
      () => ({ url: `${origin}${path}?x=1`, headers: signed(origin + path) }),
      401,
      /does not match/,
    ],
    [
      'a query signature that was tampered with',
      () => {
        const url = signedUrl({ method: 'GET', url: `${origin}${path}?a=1` }, mine, once())
        return { url: url.replace('a=1', 'a=2') }
      },
      401,
      /does not match/,
    ],
    [
      'a signature in the header and in the query',
      () => {
        const url = signedUrl({ method: 'GET', url: origin + path }, mine, once())
        return { url, headers: signed(url) }
      },
      401,
      /must be given once/,
    ],
    [
      'a timestamp of ten minutes ago',
      () => ({ url: origin + path, headers: signed(origin + path, mine, 'GET', 600) }),
      401,
      /oauth_timestamp must be within 300 s/,
    ],
    [
      'a timestamp in ten minutes',
      () => ({ url: origin + path, headers: signed(origin + path, mine, 'GET', -600) }),
      401,
      /oauth_timestamp must be within 300 s/,
    ],
    [
      'the secret of another product',
      () => ({
        url: origin + path,
        headers: signed(origin + path, { key: mine.key, secret: theirs.secret }),
      }),
      401,
      /does not match/,
    ],
    [
      'the credential of another vendor',
      () => ({ url: origin + path, headers: signed(origin + path, theirs) }),
      403,
      /another vendor/,
    ],
    [
      'the credential of the same product in another marketplace',
      () => ({ url: origin + path, headers: signed(origin + path, elsewhere) }),
      403,
      /another vendor/,
    ],
    [
      "a result with another vendor's credential",
      () => {
        const url = `${origin}${path}/result`
        const headers = { ...json, ...signed(url, theirs, 'POST') }
        return { url, method: 'POST', headers, body: result }
      },
      403,
      /another vendor/,
    ],
    [
      'a result whose OAuth parameters are in a form',
      () => {
        const url = `${origin}${path}/result`
        const body = new URL(signedUrl({ method: 'POST', url }, mine, once())).search.slice(1)
        return { url, method: 'POST', headers: form, body: `${body}&success=true` }
      },
      401,
      /oauth_consumer_key is missing/,
    ],
    [
      'a result in a form, signed with its parameters',
      () => {
        const url = `${origin}${path}/result`
        const body = 'success=true&accountIdentifier=globex-7'
        const signing = { method: 'POST', url, form: body }
        const headers = { ...form, authorization: authorizationHeader(signing, mine, once()) }
        return { url, method: 'POST', headers, body }
      },
      401,
      /does not match/,
    ],
    [
      'an access token that was guessed',
      () => ({ url: origin + path, headers: { authorization: `Bearer ${'0'.repeat(64)}` } }),
      401,
      /bearer token is unknown/,
    ],
  ])('refuses %s', async (_, requestOf, expected, reason) => {
    const response = await send(requestOf())

    expect([response.status, await response.text()]).toEqual([
      expected,
      expect.stringMatching(reason),
    ])
    expect(await router.as('manager')('GET', '/integration-events')).toMatchObject({
      body: { items: [{ status: 'pending' }] },
    })
  })

  it('refuses a request that comes again, from any address', async () => {
    const request = { url: origin + path, headers: signed(origin + path) }

    const responses = [await send(request), await send(request)]

    expect(responses.map((response) => response.status)).toEqual([200, 401])
    expect(await responses[1]?.text()).toMatch(/oauth_nonce was used before/)
  })

  it('slows down an address that guesses tokens or clients, and no other', async () => {
    const url = (guess: number) => `${origin}/api/integration/v1/events/guess-${guess}`
    const basic = `Basic ${Buffer.from('guess:guess').toString('base64')}`
    const client = {
      url: `${origin}/oauth2/token`,
      method: 'POST',
      headers: { ...form, authorization: basic },
      body: 'grant_type=client_credentials',
    }

    const guesses: number[] = []
    for (let guess = 0; guess < 9; guess += 1) {
      const sent = await send({ url: url(guess), headers: signed(url(guess)) }, '198.51.100.1')
      guesses.push(sent.status)
    }
    guesses.push((await send(client, '198.51.100.1')).status)
    const slowed = await send(
      { url: origin + path, headers: signed(origin + path) },
      '198.51.100.1',
    )
    const spoofed = await send(client, '203.0.113.9, 198.51.100.1')
    const other = await send({ url: origin + path, headers: signed(origin + path) }, '198.51.100.2')

    expect(guesses).toEqual([...Array<number>(9).fill(404), 401])
    expect([slowed.status, spoofed.status, other.status]).toEqual([429, 429, 200])
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})
