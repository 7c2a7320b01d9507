import type { LookupAddress } from 'node:dns'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { httpsClient } from '../../adapters/http-client/client.ts'
import { accessTokens } from '../../adapters/oauth2/access-tokens.ts'
import { tableShapes } from '../../adapters/stores/table-shapes.ts'
import { suggestEventUrl } from '../../core/integration/endpoint-url.ts'
import { endpointNames } from '../../core/integration/product.ts'
import { countedTable } from '../support/counted-table.ts'
import { must } from '../support/integrated-product.ts'
import { anIntegrationWorld, aProduct } from '../support/integration-world.ts'
import { hiddenAddresses, refusedUrls } from '../support/refused-urls.ts'
import { type Api, aRouter, type TestRouter } from '../support/router.ts'
import { strict } from '../support/strict-rules.ts'

const names = [...endpointNames, 'DEFAULT'] as const
const good = 'https://globex.example.com/events?url={eventUrl}'
const urls = [...refusedUrls.map(([url]) => url), ...hiddenAddresses]

/** Of these, the event's URL would become a part of the host, or the whole. */
const templates = [
  '{eventUrl}',
  'https://{eventUrl}/',
  'https://10.0.0.1/{eventUrl}',
  'http:{eventUrl}',
]

describe('No vendor is called at a private address', () => {
  let router: TestRouter
  let api: Api

  beforeAll(async () => {
    router = await aRouter({ loopback: false })
    api = router.as('manager')
    await must(api('POST', '/products', { id: 'crm', name: 'CRM', vendor: 'globex' }))
    await must(put({ DEFAULT: good }))
  })
  afterAll(() => router.stop())

  const put = (endpoints: object, authentication: object = { type: 'OAUTH1' }) =>
    api('PUT', '/products/crm/integration', { endpoints, authentication })

  it.each([...urls.map(suggestEventUrl), ...templates])('of any endpoint: %s', async (url) => {
    const endpoints = Object.fromEntries(names.map((name) => [name, url]))

    const set = await put(endpoints)
    const changed = await api(
      'PATCH',
      '/products/crm/integration',
      { endpoints },
      { 'if-match': '*' },
    )

    const errors = names.map((name) => containing({ path: `endpoints.${name}` }))
    const refused = { status: 400, body: { errors: expect.arrayContaining(errors) } }
    expect(set).toMatchObject(refused)
    expect(changed).toMatchObject(refused)
  })

  it.each(urls)('of a token endpoint: %s', async (accessTokenUri) => {
    const secrets = { clientId: 'router', clientSecret: 's3cret' }
    const authentication = { type: 'OAUTH2_CLIENT_CREDENTIALS', ...secrets, accessTokenUri }

    const set = await put({ DEFAULT: good }, authentication)
    const changed = await api(
      'PATCH',
      '/products/crm/integration',
      { authentication },
      { 'if-match': '*' },
    )

    const errors = [{ path: 'authentication.accessTokenUri' }]
    expect(set).toMatchObject({ status: 400, body: { errors } })
    expect(changed).toMatchObject({ status: 400, body: { errors } })
  })

  it('and what was refused has changed nothing', async () => {
    expect(await api('GET', '/products/crm/integration')).toMatchObject({
      body: { endpoints: { DEFAULT: good }, authentication: { type: 'OAUTH1' } },
    })
  })
})

/** DNS has changed since the URLs were saved. */
describe('A name that resolves to a private address', () => {
  const client = (address: string) =>
    httpsClient(strict, {
      reuse: false,
      resolve: () => {
        const found: LookupAddress = { address, family: address.includes(':') ? 6 : 4 }
        return Promise.resolve([{ address: '93.184.216.34', family: 4 }, found])
      },
    })
  const privateAddresses = ['10.0.0.7', '127.0.0.1', '169.254.169.254', '::1', 'fd00:ec2::254']

  it.each(privateAddresses)('is not called: %s', async (address) => {
    const world = anIntegrationWorld()
    await world.addProduct()
    await world.start()

    await world.work({ ...world.ports, call: client(address) })

    expect((await world.list()).events).toMatchObject([
      failed('refused: globex.example.com is not public'),
    ])
  })

  it.each(privateAddresses)('is not asked for a token: %s', async (address) => {
    const { integration, ...product } = aProduct()
    if (integration === undefined) throw new Error('the product has no integration')
    const authentication = {
      type: 'OAUTH2_CLIENT_CREDENTIALS',
      accessTokenUri: 'https://login.example.com/token',
      clientId: 'router',
      clientAuthentication: 'BASIC',
      sealed: 'sealed',
    } as const
    const world = anIntegrationWorld({
      product: { ...product, integration: { ...integration, authentication } },
    })
    await world.addProduct()
    await world.start()
    const secret = JSON.stringify({ clientSecret: 's3cret' })
    const accessToken = accessTokens({
      table: countedTable(tableShapes.tokens, world.ports.now),
      secrets: { seal: (text) => Promise.resolve(text), open: () => Promise.resolve(secret) },
      post: client(address),
      now: world.ports.now,
      log: () => undefined,
    })

    await world.work({ ...world.ports, accessToken })

    const reason = 'login.example.com is not public'
    expect((await world.list()).events).toMatchObject([failed(`token: refused: ${reason}`)])
    expect(world.state.called).toEqual([])
  })
})

function failed(reason: string) {
  const message = `The endpoint was not called: ${reason}`
  return { stage: 'ended', result: { errorCode: 'TRANSPORT_ERROR', message }, call: { reason } }
}

function containing(facts: Record<string, unknown>): unknown {
  return expect.objectContaining(facts)
}
