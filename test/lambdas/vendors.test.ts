import { describe, expect, it } from '@jest/globals'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

import { refusalLimits } from '../../adapters/common/refused-addresses.ts'
import { eventXml } from '../../adapters/xml/event-xml.ts'
import { authorizationHeader, signedUrl } from '../../core/integration/oauth1/signed-request.ts'
import type { VendorCredential } from '../../core/integration/product.ts'
import { vendorsHandler } from '../../lambdas/integration/vendors.ts'
import { noon } from '../support/builders.ts'
import { anIntegrationWorld, aProductWithCredential } from '../support/integration-world.ts'

const base = 'https://hooks.example.com'
const events = '/api/integration/v1/events'
const form = 'application/x-www-form-urlencoded'

type Request = {
  method?: string
  path: string
  query?: string
  headers?: Record<string, string>
  body?: string
  isBase64Encoded?: boolean
}

/** The handler over tables in memory, and a pending event of a vendor with one credential. */
async function aDoor(type: VendorCredential['type'] = 'OAUTH1') {
  const product = aProductWithCredential(type)
  const reply = () => Promise.resolve({ kind: 'answered', status: 202 } as const)
  const world = anIntegrationWorld({ product, reply })
  await world.addProduct()
  const started = await world.start()
  await world.work()
  const lines: unknown[] = []
  const ports = {
    ...world.ports,
    ...world.access,
    ...refusalLimits(world.ports.now),
    openSecrets: (sealed: string) => Promise.resolve(sealed),
    findProductByKey: world.findByKey,
    eventXml,
    log: (line: unknown) => void lines.push(line),
  }
  const { token } = started.kind === 'started' ? started.event : { token: '' }
  return {
    ...world,
    lines,
    token,
    path: `${events}/${token}`,
    send: (request: Request, changes: Partial<typeof ports> = {}) =>
      vendorsHandler({ ...ports, ...changes })(apiEvent(request)),
  }
}

/** A request as API Gateway hands it on, in the format 2.0. */
function apiEvent({ method = 'GET', path, query = '', ...rest }: Request): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: `${method} /api/integration/v1/{proxy+}`,
    rawPath: path,
    rawQueryString: query,
    headers: rest.headers ?? {},
    requestContext: {
      requestId: 'request-1',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'vendor' },
    },
    isBase64Encoded: rest.isBase64Encoded ?? false,
    ...(rest.body !== undefined && { body: rest.body }),
  } as APIGatewayProxyEventV2
}

let nonces = 0
const consumer = { key: 'key-1', secret: 'secret-1' }
const once = () => ({ nonce: `n${++nonces}`, timestamp: noon.getTime() / 1000 })
const signed = (method: string, url: string) =>
  authorizationHeader({ method, url: `${base}${url}` }, consumer, once())

describe('vendorsHandler()', () => {
  it('shows an event as JSON to a vendor that signs in the header, and records its address', async () => {
    const { send, path, list } = await aDoor()
    const headers = { authorization: signed('GET', path), accept: 'application/json' }

    const response = await send({ path, headers })

    expect(response).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store', vary: 'accept' },
    })
    expect(JSON.parse(response.body ?? '')).toMatchObject({ type: 'SUBSCRIPTION_ORDER' })
    expect((await list()).events[0]?.reads).toMatchObject([{ address: '192.0.2.1' }])
  })

  it('shows an event as XML to a vendor that signs the raw query', async () => {
    const { send, path } = await aDoor()
    const url = `${base}${path}?note=a%20b%2Bc&note=%C3%A9`
    const { search } = new URL(signedUrl({ method: 'GET', url }, consumer, once()))

    const response = await send({ path, query: search.slice(1) })

    expect(response).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'application/xml; charset=utf-8' },
      body: expect.stringContaining('<type>SUBSCRIPTION_ORDER</type>') as unknown,
    })
  })

  it('answers HEAD like GET, without a body', async () => {
    const { send, path } = await aDoor()

    const response = await send({
      method: 'HEAD',
      path,
      headers: { authorization: signed('HEAD', path) },
    })

    expect(response).toMatchObject({ statusCode: 200, headers: { vary: 'accept' } })
    expect(response).not.toHaveProperty('body')
  })

  it.each([
    ['JSON', { 'content-type': 'application/json' }, '{"success":true,"accountIdentifier":"é-7"}'],
    [
      'XML',
      { 'content-type': 'application/xml' },
      '<result><success>true</success><accountIdentifier>é-7</accountIdentifier></result>',
    ],
  ])('takes a result in %s that API Gateway has in base64, once', async (_, type, text) => {
    const { send, path, list } = await aDoor()
    const result = `${path}/result`
    const post = () =>
      send({
        method: 'POST',
        path: result,
        headers: { ...type, authorization: signed('POST', result) },
        body: Buffer.from(text).toString('base64'),
        isBase64Encoded: true,
      })

    const [first, second] = [await post(), await post()]

    expect([first.statusCode, second.statusCode]).toEqual([200, 409])
    expect((await list()).events).toMatchObject([
      { result: { by: 'request', success: true, accountIdentifier: 'é-7' } },
    ])
  })

  it('issues a token to a client, by which it reads its event', async () => {
    const { send, path } = await aDoor('OAUTH2')
    const issued = await send({
      method: 'POST',
      path: '/oauth2/token',
      headers: {
        'content-type': form,
        authorization: `Basic ${Buffer.from('key-1:secret-1').toString('base64')}`,
      },
      body: Buffer.from('grant_type=client_credentials&scope=ROLE_APPLICATION').toString('base64'),
      isBase64Encoded: true,
    })
    const { access_token: token } = JSON.parse(issued.body ?? '') as { access_token: string }

    const response = await send({ path, headers: { authorization: `Bearer ${token}` } })

    expect(issued.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' })
    expect(response.statusCode).toBe(200)
  })

  it.each<[string, Partial<Request>, number]>([
    ['no signature', {}, 401],
    ['another method', { method: 'DELETE' }, 405],
    ['another path', { path: `${events}/token/other` }, 404],
    [
      'a body of more than 64 KiB',
      { method: 'POST', path: '/oauth2/token', body: 'x'.repeat(65_537) },
      413,
    ],
  ])('refuses %s as a problem', async (_, request, status) => {
    const { send, path } = await aDoor()

    const response = await send({ path, ...request })

    expect(response).toMatchObject({
      statusCode: status,
      headers: { 'content-type': 'application/problem+json' },
    })
  })

  it('makes an address wait after too many refusals', async () => {
    const { send, path } = await aDoor()
    const statuses: (number | undefined)[] = []
    for (let count = 0; count < 12; count += 1) statuses.push((await send({ path })).statusCode)

    expect(statuses.at(0)).toBe(401)
    expect(statuses.at(-1)).toBe(429)
  })

  it('responds 500 with the request id when a table fails, and logs the error', async () => {
    const { send, path, lines } = await aDoor()
    const findIntegrationEvent = () => Promise.reject(new Error('no table'))

    const response = await send(
      { path, headers: { authorization: signed('GET', path) } },
      { findIntegrationEvent },
    )

    expect(response.statusCode).toBe(500)
    expect(response.body).toContain('request-1')
    expect(lines).toEqual([{ level: 'ERROR', message: 'Error: no table', requestId: 'request-1' }])
  })
})
