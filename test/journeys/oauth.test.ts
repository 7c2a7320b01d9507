import { randomUUID } from 'node:crypto'

import { afterEach, describe, expect, it } from '@jest/globals'
import { MemoryLevel } from 'memory-level'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import {
  numberedTokens,
  startTokenServer,
  tokenBehaviours,
} from '../support/misbehaving-token-server.ts'
import { type Answer, startReceiver } from '../support/receiver.ts'
import { type Api, aRouter, someKeys } from '../support/router.ts'

const Listed = z.object({
  items: z.array(z.looseObject({ id: z.string(), status: z.string(), attemptCount: z.int() })),
})

const secrets = /s3cret|pa55word|token-\d/

/** Answers 401 to requests with another token. */
const accepts =
  (token: string): Answer =>
  (response, _, { headers }) =>
    response.writeHead(headers.authorization === `Bearer ${token}` ? 204 : 401).end()

describe('A webhook with OAuth2', () => {
  const closers: (() => Promise<void>)[] = []

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  const aWorld = async (options: Parameters<typeof aRouter>[0] & { answer?: Answer } = {}) => {
    const receiver = await startReceiver(options.answer)
    const server = await startTokenServer(numberedTokens())
    const router = await aRouter(options)
    closers.push(receiver.close, server.close, router.stop)
    return {
      receiver,
      server,
      router,
      api: router.as('manager'),
      client: {
        type: 'OAUTH2_CLIENT_CREDENTIALS',
        accessTokenUri: server.url,
        clientId: 'client-1',
        clientSecret: 's3cret',
      },
      sent: () => receiver.requests.map(({ headers }) => headers.authorization),
    }
  }

  it.each([
    ['OAUTH2_CLIENT_CREDENTIALS', {}, {}, { grant_type: 'client_credentials' }],
    [
      'OAUTH2_RESOURCE_OWNER_PASSWORD',
      { username: 'user-1', password: 'pa55word' },
      { username: 'user-1', hasPassword: true },
      { grant_type: 'password', username: 'user-1', password: 'pa55word' },
    ],
  ])('receives an event with a bearer token: %s', async (type, more, shown, asked) => {
    const { receiver, server, router, api, client, sent } = await aWorld({
      answer: accepts('token-1'),
    })
    const authentication = { ...client, type, ...more, scope: 'a b', extraParameters }

    const { id: webhook, body } = await aWebhook(api, { url: receiver.url, authentication })
    await publish(api)

    const { id } = await settled(api, webhook)
    const { body: delivery } = await api('GET', `/deliveries/${id}`)
    expect(sent()).toEqual(['Bearer token-1'])
    expect(server.requests.map((request) => formOf(request.body))).toEqual([
      { ...asked, scope: 'a b', audience: 'crm' },
    ])
    expect(body).toMatchObject({ authentication: { ...shown, type, hasClientSecret: true } })
    expect(delivery).toMatchObject({
      status: 'successful',
      attempts: [{ request: { headers: { authorization: '[redacted]' } } }],
    })
    expect(JSON.stringify([body, delivery, router.lines])).not.toMatch(secrets)
  })

  it('requests one token for any number of deliveries', async () => {
    const { receiver, server, api, client, sent } = await aWorld()
    await aWebhook(api, { url: receiver.url, authentication: client })
    let release: () => void = () => undefined
    const give = numberedTokens()
    server.behave((...request) => {
      release = () => {
        give(...request)
      }
    })

    await Promise.all(Array.from({ length: 100 }, () => publish(api)))
    await eventually(() => {
      expect(server.requests).toHaveLength(1)
    })
    release()

    await eventually(() => {
      expect(sent()).toEqual(Array(100).fill('Bearer token-1'))
    })
    expect(server.requests).toHaveLength(1)
  })

  it('requests a new token after a 401, within one attempt', async () => {
    const { receiver, server, api, client, sent } = await aWorld({
      answer: (response, number) => response.writeHead(number === 2 ? 401 : 204).end(),
    })
    const { id: webhook } = await aWebhook(api, { url: receiver.url, authentication: client })
    await publish(api)
    await settled(api, webhook)

    await publish(api)

    const both = await eventually(async () => {
      const items = await listed(api, webhook)
      expect(items).toHaveLength(2)
      expect(items).not.toContainEqual(expect.objectContaining({ status: 'pending' }))
      return items
    })
    expect(both).toMatchObject([
      { status: 'successful', attemptCount: 1 },
      { status: 'successful', attemptCount: 1 },
    ])
    expect(sent()).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2'])
    expect(server.requests).toHaveLength(2)
  })

  it('requests no second token when the receiver rejects a fresh one', async () => {
    const { receiver, server, api, client } = await aWorld({
      answer: accepts('nothing'),
      waitsSeconds: [],
    })
    const { id: webhook } = await aWebhook(api, { url: receiver.url, authentication: client })

    await publish(api)

    expect(await settled(api, webhook)).toMatchObject({
      status: 'failed',
      attemptCount: 1,
      lastAttempt: { reason: 'status 401', status: 401 },
    })
    expect(receiver.requests).toHaveLength(1)
    expect(server.requests).toHaveLength(1)
  })

  it('does not use a token of the authentication before a change', async () => {
    const { receiver, server, api, client, sent } = await aWorld()
    const { id: webhook } = await aWebhook(api, { url: receiver.url, authentication: client })
    await publish(api)
    await settled(api, webhook)

    const authentication = { ...client, clientSecret: 'an0ther', clientAuthentication: 'BODY' }
    const { status } = await api(
      'PATCH',
      `/webhooks/${webhook}`,
      { authentication },
      { 'if-match': '"1"' },
    )
    await publish(api)

    await eventually(() => {
      expect(sent()).toEqual(['Bearer token-1', 'Bearer token-2'])
    })
    expect(status).toBe(200)
    expect(server.requests.map((request) => formOf(request.body))).toMatchObject([
      {},
      { client_secret: 'an0ther' },
    ])
  })

  it('has its parameters, secret ones too, in the grant and the format of its token server', async () => {
    const { receiver, server, router, api, client, sent } = await aWorld()
    const settings = {
      clientAuthentication: 'BODY',
      grantType: 'account_credentials',
      tokenRequestFormat: 'JSON',
      extraParameters,
      secretParameters: { account_key: 'h1dden-key' },
    }
    const authentication = { ...client, ...settings }
    const { id: webhook, body } = await aWebhook(api, { url: receiver.url, authentication })

    await publish(api)

    const { id } = await settled(api, webhook)
    const { body: delivery } = await api('GET', `/deliveries/${id}`)
    expect(sent()).toEqual(['Bearer token-1'])
    expect(server.requests.map((request): unknown => JSON.parse(request.body))).toEqual([
      {
        grant_type: 'account_credentials',
        audience: 'crm',
        account_key: 'h1dden-key',
        client_id: 'client-1',
        client_secret: 's3cret',
      },
    ])
    expect(JSON.stringify([body, delivery, router.lines])).not.toMatch(/h1dden|s3cret/)
  })

  it('has the failed request for a token in its log', async () => {
    const { receiver, server, api, client } = await aWorld({ waitsSeconds: [] })
    server.behave(tokenBehaviours['answers 400 invalid_client'])
    const { id: webhook } = await aWebhook(api, { url: receiver.url, authentication: client })

    await publish(api)

    const { id } = await settled(api, webhook)
    expect((await api('GET', `/deliveries/${id}`)).body).toMatchObject({
      attempts: [
        {
          reason: 'token: 400 invalid_client',
          tokenRequest: {
            url: server.url,
            durationMs: expect.any(Number),
            status: 400,
            error: 'invalid_client',
            description: 'not [redacted]',
          },
        },
      ],
    })
  })

  it('has a test suggest the client authentication that its token server takes', async () => {
    const { receiver, server, api, client, sent } = await aWorld()
    const give = numberedTokens()
    server.behave((response, request) => {
      const isInBody = formOf(request.body)['client_secret'] === 's3cret'
      const answer = isInBody ? give : tokenBehaviours['answers 401 with a challenge']
      answer(response, request)
    })
    const { id } = await aWebhook(api, { url: receiver.url, authentication: client })

    const { body: failed } = await api('POST', `/webhooks/${id}/test`, {})
    const suggestion = { clientAuthentication: 'BODY' }
    const { status } = await api('PATCH', `/webhooks/${id}`, suggestion, { 'if-match': '"1"' })
    const { body: succeeded } = await api('POST', `/webhooks/${id}/test`, {})

    expect(failed).toMatchObject({ attempts: [{ outcome: 'failed', suggestion }] })
    expect(status).toBe(200)
    expect(succeeded).toMatchObject({ status: 'successful' })
    expect(sent()).toEqual(['Bearer token-2'])
  })

  it('fails with a reason while its token server is down, and is delivered to later', async () => {
    const { receiver, server, api, client, sent } = await aWorld({ waitsSeconds: [0.05, 0.3] })
    server.behave(tokenBehaviours['answers 503'])
    const { id: webhook } = await aWebhook(api, { url: receiver.url, authentication: client })

    await publish(api)
    await eventually(() => {
      expect(server.requests).toHaveLength(2)
    })
    server.behave(tokenBehaviours['answers well'])

    const { id } = await settled(api, webhook)
    const { body } = await api('GET', `/deliveries/${id}`)
    expect(body).toMatchObject({
      status: 'successful',
      attempts: [
        { outcome: 'failed', reason: 'token: 503' },
        { outcome: 'failed', reason: 'token: 503' },
        { outcome: 'delivered' },
      ],
    })
    expect(sent()).toEqual(['Bearer token-1'])
  })

  it('reuses the stored token after a restart of the router', async () => {
    const [db, keys] = [new MemoryLevel(), someKeys()]
    const { receiver, server, router, api, client, sent } = await aWorld({ db, keys })
    const { id: webhook } = await aWebhook(api, { url: receiver.url, authentication: client })
    await publish(api)
    await settled(api, webhook)

    await router.stop()
    closers.splice(closers.indexOf(router.stop), 1)
    const again = await aRouter({ db, keys })
    closers.push(again.stop)
    await publish(again.as('manager'))

    await eventually(() => {
      expect(sent()).toEqual(['Bearer token-1', 'Bearer token-1'])
    })
    expect(server.requests).toHaveLength(1)
  })

  it.each([
    'http://id.example.com/token',
    'https://127.0.0.1/token',
    'https://10.0.0.1/token',
    'https://[fd00::1]/token',
    'https://169.254.169.254/token',
    'https://id.example.com:22/token',
    'https://user:password@id.example.com/token',
  ])('cannot be created with the token endpoint %s under production rules', async (uri) => {
    const { api, client } = await aWorld({ loopback: false })
    const webhook = { url: 'https://crm.example.com/', resource: 'USER', actions: ['ADDED'] }
    const authentication = { ...client, accessTokenUri: uri }

    const created = await api('POST', '/webhooks', { ...webhook, authentication })
    const { id } = await aWebhook(api, { ...webhook })
    const changed = await api('PATCH', `/webhooks/${id}`, { authentication }, { 'if-match': '"1"' })

    const errors = [{ path: 'authentication.accessTokenUri' }]
    expect([created, changed]).toMatchObject([
      { status: 400, body: { errors } },
      { status: 400, body: { errors } },
    ])
  })

  it('does not call a token endpoint that is no longer allowed, and posts nothing', async () => {
    const [db, keys] = [new MemoryLevel(), someKeys()]
    const first = await aWorld({ db, keys })
    const { receiver, server, client } = first
    const { id: webhook } = await aWebhook(first.api, { url: receiver.url, authentication: client })
    await first.router.stop()
    closers.splice(closers.indexOf(first.router.stop), 1)

    const router = await aRouter({ db, keys, loopback: false, waitsSeconds: [] })
    closers.push(router.stop)
    const api = router.as('manager')
    await publish(api)

    expect(await settled(api, webhook)).toMatchObject({
      status: 'failed',
      lastAttempt: { reason: expect.stringMatching(/^token: refused: the URL must begin/) },
    })
    expect([...server.requests, ...receiver.requests]).toEqual([])
  })
})

const extraParameters = { audience: 'crm' }

type Wanted = { url: string; resource?: string; actions?: string[]; authentication?: unknown }

async function aWebhook(
  api: Api,
  { resource = 'SUBSCRIPTION', actions = ['ADDED'], ...rest }: Wanted,
) {
  const { status, body } = await api('POST', '/webhooks', { resource, actions, ...rest })
  expect(status).toBe(201)
  return { id: z.object({ id: z.string() }).parse(body).id, body }
}

async function publish(api: Api): Promise<void> {
  const { status } = await api('POST', '/events', {
    uuid: randomUUID(),
    timestamp: 1700000000000,
    resource: { type: 'SUBSCRIPTION', uuid: 's-1', content: {} },
    resourceAction: 'ADDED',
  })
  expect(status).toBe(202)
}

async function listed(api: Api, webhook: string) {
  return Listed.parse((await api('GET', `/deliveries?webhook=${webhook}`)).body).items
}

/** The webhook's only delivery, when it is no longer pending. */
function settled(api: Api, webhook: string) {
  return eventually(async () => {
    const [delivery, ...others] = await listed(api, webhook)
    expect(others).toEqual([])
    expect(delivery?.status ?? 'pending').not.toBe('pending')
    return z.looseObject({ id: z.string() }).parse(delivery)
  })
}

function formOf(body: string) {
  return Object.fromEntries(new URLSearchParams(body))
}
