import { describe, expect, it } from '@jest/globals'

import type { Webhook } from '../../../core/webhooks/webhook.ts'
import { subscriptionsOf } from '../../../core/webhooks/subscription.ts'
import { aWebhook, noon } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'
import { aContext, aSealedSecret, sealOf } from '../../support/seal.ts'

const body = { url: 'https://crm.example.com/hook', resource: 'SUBSCRIPTION', actions: ['ADDED'] }
const withToken = { ...body, authentication: { type: 'TOKEN', token: 's3cret' } }

/** The public representation of a webhook. */
const view = ({ marketplace, signing, ...webhook }: Webhook) => ({
  ...webhook,
  subscriptions: subscriptionsOf(webhook.events),
  health: webhook.enabled
    ? { state: 'healthy' }
    : { state: 'disabled', ...(webhook.disabled && { disabled: webhook.disabled }) },
})

/** Every setting. */
const settings = {
  timeLimitSeconds: 5,
  retryWaitsSeconds: [60, 300],
  limits: { perSecond: 20, inFlight: 4 },
}

const later = new Date(noon.getTime() + 60_000)

describe('POST /webhooks', () => {
  it("adds the webhook to the caller's marketplace, and shows it", async () => {
    const world = aManagement()

    const response = await world.ask('POST /webhooks', { body: { ...body, description: 'CRM' } })

    const webhook = aWebhook({
      id: 'new-1',
      url: body.url,
      description: 'CRM',
      signing: { sealed: aSealedSecret(2, { endpoint: 'new-1' }) },
    })
    expect(response).toEqual({
      status: 201,
      headers: { etag: '"1"', location: '/webhooks/new-1' },
      body: { ...view(webhook), health: { state: 'not-tried' } },
    })
    expect([...world.webhooks.values()]).toEqual([webhook])
  })

  it('stores and shows the given time limit, waits and limits', async () => {
    const world = aManagement()

    const response = await world.ask('POST /webhooks', { body: { ...body, ...settings } })

    expect(response).toMatchObject({ status: 201, body: settings })
    expect(world.webhooks.get('new-1')).toMatchObject(settings)
  })

  it('seals the token for its webhook, and shows only that there is one', async () => {
    const world = aManagement()

    const response = await world.ask('POST /webhooks', { body: withToken })

    const sealed = `${sealOf(aContext({ endpoint: 'new-1' }))}{"token":"s3cret"}`
    expect(response.body).toMatchObject({ authentication: { type: 'TOKEN', hasToken: true } })
    expect(world.webhooks.get('new-1')?.authentication).toEqual({ type: 'TOKEN', sealed })
  })

  it.each([
    ['an unknown action', 'actions.0', { actions: ['UPDATED'] }],
    ['an unsupported action', 'actions', { resource: 'RESELLER_REGISTRANT', actions: ['CHANGED'] }],
    [
      'two unsupported actions',
      'actions',
      { resource: 'RESELLER_REGISTRANT', actions: ['CHANGED', 'DELETED'] },
    ],
    [
      'PAYMENT_INSTRUMENT + REMOVED',
      'actions',
      { resource: 'PAYMENT_INSTRUMENT', actions: ['ADDED', 'REMOVED'] },
    ],
    ['a forbidden URL', 'url', { url: 'http://crm.example.com/hook' }],
    ['an unknown field', 'colour', { colour: 'red' }],
    ['a time limit of a minute', 'timeLimitSeconds', { timeLimitSeconds: 60 }],
    ['waits of a month', 'retryWaitsSeconds', { retryWaitsSeconds: [2_592_000] }],
    ['empty limits', 'limits', { limits: {} }],
  ])('answers 400 to %s, names %s and saves nothing', async (_, path, given) => {
    const world = aManagement()

    const response = await world.ask('POST /webhooks', { body: { ...body, ...given } })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path }] } })
    expect(world.webhooks.size).toBe(0)
  })

  it('names the actions that the resource does not support', async () => {
    const given = { ...body, resource: 'RESELLER_REGISTRANT', actions: ['CHANGED', 'DELETED'] }

    const response = await aManagement().ask('POST /webhooks', { body: given })

    expect(bodyOf(response)['detail']).toBe(
      'Cannot accept the webhook: actions: RESELLER_REGISTRANT does not support CHANGED and REMOVED',
    )
  })

  it('answers 409 when another webhook already sends one of the actions to the URL', async () => {
    const world = aManagement({
      webhooks: [aWebhook({ events: ['subscription.added', 'subscription.changed'] })],
    })

    const given = { ...body, actions: ['CHANGED', 'REMOVED'] }
    const response = await world.ask('POST /webhooks', { body: given })

    expect(response).toMatchObject({
      status: 409,
      headers: { 'content-type': 'application/problem+json' },
      body: { title: 'Conflict', conflictsWith: 'webhook-1' },
    })
    expect(world.webhooks.size).toBe(1)
  })

  it.each([
    ['of another marketplace', aWebhook({ marketplace: 'other' })],
    ['with another URL', aWebhook({ url: 'https://crm.example.com/other' })],
    ['of another resource', aWebhook({ events: ['user.*'] })],
    ['with other actions', aWebhook({ events: ['subscription.removed'] })],
  ])('ignores a webhook %s', async (_, webhook) => {
    const world = aManagement({ webhooks: [webhook] })

    const response = await world.ask('POST /webhooks', { body })

    expect(response.status).toBe(201)
  })
})

describe('GET /webhooks', () => {
  const webhooks = ['c', 'a', 'e', 'b', 'd'].map((id) => aWebhook({ id }))

  it("lists only the marketplace's webhooks, in the order of their ids", async () => {
    const world = aManagement({
      webhooks: [...webhooks, aWebhook({ id: 'x', marketplace: 'other' })],
    })

    const response = await world.ask('GET /webhooks', { role: 'viewer' })

    expect(bodyOf(response)).toEqual({
      items: ['a', 'b', 'c', 'd', 'e'].map((id) => view(aWebhook({ id }))),
    })
  })

  it.each([1, 2, 3, 4, 5, 6])('lists each webhook once on pages of %i', async (limit) => {
    const world = aManagement({ webhooks })
    const seen: unknown[] = []

    let query: Record<string, string> = { limit: String(limit) }
    for (let page = 1; page <= Math.ceil(5 / limit); page += 1) {
      const { items, cursor } = bodyOf(await world.ask('GET /webhooks', { query }))
      seen.push(...(items as Webhook[]).map(({ id }) => id))
      expect(cursor === undefined).toBe(page === Math.ceil(5 / limit))
      query = { ...query, cursor: String(cursor) }
    }

    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it.each([{ limit: '0' }, { limit: '101' }, { cursor: 'forged' }, { status: 'failed' }])(
    'answers 400 to the query %j',
    async (query: Record<string, string>) => {
      const response = await aManagement().ask('GET /webhooks', { query })

      expect(response).toMatchObject({ status: 400, body: { errors: [{}] } })
    },
  )
})

describe('GET /webhooks/{id}', () => {
  it('shows the webhook, with its version as its ETag', async () => {
    const webhook = aWebhook({ version: 7 })

    const response = await aManagement({ webhooks: [webhook] }).ask('GET /webhooks/webhook-1')

    const etag = expect.stringMatching(/^"7-[\w-]{22}"$/)
    expect(response).toEqual({ status: 200, headers: { etag }, body: view(webhook) })
  })
})

describe('PATCH /webhooks/{id}', () => {
  const headers = { 'if-match': '"1"' }

  it('changes only the given fields, and increments the version', async () => {
    const world = aManagement({ webhooks: [aWebhook({ description: 'CRM' })] })
    world.now = later

    const change = { enabled: false, actions: ['DELETED', 'ADDED'] }
    const response = await world.ask('PATCH /webhooks/webhook-1', {
      body: change,
      headers,
      claims: { sub: 'manager-2', scope: 'acme/webhooks:write' },
    })

    const after = aWebhook({
      description: 'CRM',
      enabled: false,
      events: ['subscription.removed', 'subscription.added'],
      disabled: { at: later.toISOString(), by: 'manager-2' },
      version: 2,
      changedAt: later.toISOString(),
      changedBy: 'manager-2',
    })
    expect(response).toEqual({ status: 200, headers: { etag: '"2"' }, body: view(after) })
    expect(world.webhooks.get('webhook-1')).toEqual(after)
  })

  it.each(['timeLimitSeconds', 'retryWaitsSeconds', 'limits'] as const)(
    'resets %s to its default when it is null, and keeps the others',
    async (name) => {
      const world = aManagement({ webhooks: [aWebhook(settings)] })

      const response = await world.ask('PATCH /webhooks/webhook-1', {
        body: { [name]: null },
        headers,
      })

      const { [name]: gone, ...kept } = settings
      expect(response).toEqual({
        status: 200,
        headers: { etag: '"2"' },
        body: view(aWebhook({ ...kept, version: 2 })),
      })
      expect(world.webhooks.get('webhook-1')).toEqual(aWebhook({ ...kept, version: 2 }))
    },
  )

  it.each([{ limits: { inFlight: 1 } }, { retryWaitsSeconds: [] }, { timeLimitSeconds: 30 }])(
    'replaces a setting as a whole: %j',
    async (change) => {
      const world = aManagement({ webhooks: [aWebhook(settings)] })

      await world.ask('PATCH /webhooks/webhook-1', { body: change, headers })

      expect(world.webhooks.get('webhook-1')).toEqual(
        aWebhook({ ...settings, ...change, version: 2 }),
      )
    },
  )

  it.each([{}, { description: 'CRM' }])(
    'keeps the version when %j changes nothing',
    async (body) => {
      const webhook = aWebhook({ description: 'CRM' })
      const world = aManagement({ webhooks: [webhook] })

      const response = await world.ask('PATCH /webhooks/webhook-1', { body, headers })

      expect(response).toMatchObject({ status: 200, headers: { etag: '"1"' } })
      expect(world.webhooks.get('webhook-1')).toEqual(webhook)
    },
  )

  it('keeps the token when none is given', async () => {
    const authentication = { type: 'TOKEN', sealed: 'c2VhbGVk' } as const
    const world = aManagement({ webhooks: [aWebhook({ authentication })] })

    const response = await world.ask('PATCH /webhooks/webhook-1', {
      body: { description: 'x' },
      headers,
    })

    expect(world.webhooks.get('webhook-1')?.authentication).toEqual(authentication)
    expect(JSON.stringify(response)).not.toContain('c2VhbGVk')
  })

  it('seals a new token for its webhook', async () => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const { authentication } = withToken
    const response = await world.ask('PATCH /webhooks/webhook-1', {
      body: { authentication },
      headers,
    })

    const sealed = `${sealOf(aContext())}{"token":"s3cret"}`
    expect(world.webhooks.get('webhook-1')?.authentication).toEqual({ type: 'TOKEN', sealed })
    expect(JSON.stringify(response)).not.toContain('s3cret')
  })

  it('removes the token when the authentication becomes None', async () => {
    const authentication = { type: 'TOKEN', sealed: 'c2VhbGVk' } as const
    const world = aManagement({ webhooks: [aWebhook({ authentication })] })

    await world.ask('PATCH /webhooks/webhook-1', {
      body: { authentication: { type: 'NONE' } },
      headers,
    })

    expect(world.webhooks.get('webhook-1')?.authentication).toEqual({ type: 'NONE' })
  })

  it.each([
    [428, {}],
    [412, { 'if-match': '"2"' }],
    [412, { 'if-match': 'W/"1"' }],
    [200, { 'if-match': '1' }],
    [200, { 'if-match': '*' }],
  ])('answers %i when the headers are %j and the version is 1', async (status, given) => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const response = await world.ask('PATCH /webhooks/webhook-1', {
      body: { enabled: false },
      headers: given,
    })

    expect(response.status).toBe(status)
    expect(world.webhooks.get('webhook-1')?.enabled).toBe(status !== 200)
  })

  it('answers 412 when another change came between reading and saving', async () => {
    const replaceWebhook = () => Promise.resolve('stale' as const)
    const world = aManagement({ webhooks: [aWebhook()], ports: { replaceWebhook } })

    const response = await world.ask('PATCH /webhooks/webhook-1', {
      body: { enabled: false },
      headers,
    })

    expect(response).toMatchObject({
      status: 412,
      body: { detail: expect.stringContaining('meanwhile') },
    })
  })

  it.each([
    ['the resource', { resource: 'RESELLER_REGISTRANT' }, 'actions'],
    ['the actions', { actions: ['UPDATED'] }, 'actions.0'],
    ['the URL', { url: 'http://10.0.0.1/' }, 'url'],
    ['the version', { version: 9 }, 'version'],
    ['a limit', { limits: { inFlight: 0 } }, 'limits.inFlight'],
  ])('answers 400 when %s is invalid', async (_, change, path) => {
    const world = aManagement({
      webhooks: [aWebhook({ events: ['subscription.added', 'subscription.removed'] })],
    })

    const response = await world.ask('PATCH /webhooks/webhook-1', { body: change, headers })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path }] } })
    expect(world.webhooks.get('webhook-1')?.version).toBe(1)
  })

  it('answers 409 when it would conflict with another webhook', async () => {
    const { url } = aWebhook()
    const other = aWebhook({ id: 'webhook-2', url, events: ['subscription.removed'] })
    const world = aManagement({ webhooks: [aWebhook(), other] })

    const change = { actions: ['ADDED', 'REMOVED'] }
    const response = await world.ask('PATCH /webhooks/webhook-1', { body: change, headers })

    expect(response).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining("'webhook-2'") },
    })
  })
})

describe('DELETE /webhooks/{id}', () => {
  it.each([
    [204, {}],
    [204, { 'if-match': '"1"' }],
    [412, { 'if-match': '"2"' }],
  ])('answers %i when the headers are %j and the version is 1', async (status, headers) => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const response = await world.ask('DELETE /webhooks/webhook-1', {
      headers,
    })

    expect(response.status).toBe(status)
    expect(world.webhooks.size).toBe(status === 204 ? 0 : 1)
  })

  it('answers without a body when it deleted the webhook', async () => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const response = await world.ask('DELETE /webhooks/webhook-1')
    const again = await world.ask('DELETE /webhooks/webhook-1')

    expect(response).toEqual({ status: 204 })
    expect(again.status).toBe(404)
  })

  it('answers 412 when a change came between reading and deleting', async () => {
    const deleteWebhook = () => Promise.resolve('stale' as const)
    const world = aManagement({ webhooks: [aWebhook()], ports: { deleteWebhook } })

    expect((await world.ask('DELETE /webhooks/webhook-1')).status).toBe(412)
  })
})

describe('a webhook of another marketplace', () => {
  it.each([
    ['GET /webhooks/webhook-1', {}],
    ['PATCH /webhooks/webhook-1', { body: { enabled: false } }],
    ['DELETE /webhooks/webhook-1', {}],
  ])('is not found by %s', async (line, asked) => {
    const webhook = aWebhook({ marketplace: 'other' })
    const world = aManagement({ webhooks: [webhook] })

    const response = await world.ask(line, { ...asked, headers: { 'if-match': '*' } })

    expect(response).toMatchObject({
      status: 404,
      body: {
        detail: "Cannot find the webhook 'webhook-1': this marketplace has none with this id",
      },
    })
    expect([...world.webhooks.values()]).toEqual([webhook])
  })
})

describe('a secret', () => {
  it('is in no response about its webhook', async () => {
    const world = aManagement()

    const responses = [
      await world.ask('POST /webhooks', { body: withToken }),
      await world.ask('POST /webhooks', { body: withToken }),
      await world.ask('GET /webhooks'),
      await world.ask('GET /webhooks/new-1'),
      await world.ask('PATCH /webhooks/new-1', { body: withToken, headers: { 'if-match': '1' } }),
      await world.ask('PATCH /webhooks/new-1', { body: withToken, headers: { 'if-match': '1' } }),
      await world.ask('POST /webhooks', { body: { ...withToken, url: 1 } }),
      await world.ask('DELETE /webhooks/new-1'),
    ]

    expect(responses.map(({ status }) => status)).toEqual([201, 409, 200, 200, 200, 412, 400, 204])
    expect(JSON.stringify(responses)).not.toMatch(/s3cret|sealed/)
  })
})
