import { afterEach, describe, expect, it } from '@jest/globals'

import { uuidOf } from '../support/builders.ts'
import { eventually } from '../support/eventually.ts'
import { startReceiver, status } from '../support/receiver.ts'
import { aRouter } from '../support/router.ts'

describe('the event log', () => {
  const closers: (() => Promise<void>)[] = []

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  /** A router with two webhooks: one for subscriptions, which delivers, and one for users, which fails. */
  const aWorld = async () => {
    const [good, bad] = await Promise.all([startReceiver(), startReceiver(status(503))])
    const router = await aRouter({ waitsSeconds: [] })
    closers.push(good.close, bad.close, router.stop)
    const api = router.as('manager')
    const add = async (url: string, resource: string) => {
      const { body } = await api('POST', '/webhooks', { url, resource, actions: ['ADDED'] })
      return (body as { id: string }).id
    }
    const webhooks = [await add(good.url, 'SUBSCRIPTION'), await add(bad.url, 'USER')] as const
    await api('POST', '/events', anEvent('SUBSCRIPTION', 1))
    await api('POST', '/events', anEvent('USER', 2))
    await eventually(async () => {
      const { body } = await api('GET', '/deliveries?status=failed')
      expect(body).toMatchObject({ items: [{}] })
      expect((await api('GET', '/deliveries?statusCode=200')).body).toMatchObject({ items: [{}] })
    })
    return { api, webhooks }
  }

  it('finds a delivery by each of its fields', async () => {
    const { api } = await aWorld()

    const queries = [
      `event=${uuidOf(2)}`,
      'resource=USER&action=ADDED',
      'resourceUuid=resource-2',
      'statusCode=503',
      'reason=status%20503&from=2026-01-01T00:00:00Z',
    ]
    for (const query of queries) {
      const { body } = await api('GET', `/deliveries?${query}`)
      const { items } = body as { items: unknown[] }
      expect(items).toHaveLength(1)
      expect(items).toMatchObject([{ event: { uuid: uuidOf(2) }, status: 'failed' }])
    }
  })

  it('finds the deliveries of a business id, and those that match one of several values', async () => {
    const { api } = await aWorld()
    const found = async (query: string) => {
      const { status: code, body } = await api('GET', `/deliveries?${query}`)
      expect(code).toBe(200)
      return (body as { items: { event: { uuid: string } }[] }).items.map(({ event }) => event.uuid)
    }

    expect(await found('businessId=globex%2C%20INC.')).toEqual([uuidOf(1)])
    expect(await found('businessId=4711&status=successful')).toEqual([uuidOf(1)])
    expect(await found('businessId=4711&status=failed')).toEqual([])
    expect((await found('status=failed&status=successful')).sort()).toEqual([uuidOf(1), uuidOf(2)])
    expect(await found('eventType=user.added&eventType=user.changed')).toEqual([uuidOf(2)])
  })

  it('continues a list with repeated filters, and refuses what may not be repeated', async () => {
    const { api } = await aWorld()
    const query = 'status=failed&status=successful&limit=1'
    const first = (await api('GET', `/deliveries?${query}`)).body as { cursor: string }

    const second = await api('GET', `/deliveries?${query}&cursor=${first.cursor}`)
    const wrong = await api('GET', '/deliveries?limit=1&limit=2')

    expect(second.body).toMatchObject({ items: [{}] })
    expect(wrong.status).toBe(400)
    expect(wrong.body).toMatchObject({ errors: [{ path: 'limit', message: 'must be given once' }] })
  })

  it('shows no token, whichever header carries it and however the receiver repeats it', async () => {
    const token = 's3cret"token/1'
    const echo = await startReceiver((response) =>
      response.writeHead(500).end(JSON.stringify({ token, basic: btoa(`user:${token}`) })),
    )
    const router = await aRouter({ waitsSeconds: [] })
    closers.push(echo.close, router.stop)
    const api = router.as('manager')
    const authentication = { type: 'TOKEN', token, header: 'Accept' }
    const webhook = { url: echo.url, resource: 'USER', actions: ['ADDED'], authentication }
    await api('POST', '/webhooks', webhook)
    await api('POST', '/events', anEvent('USER', 3))
    const shown = await eventually(async () => {
      const { body } = await router.as('viewer')('GET', '/deliveries')
      const { items } = body as { items: { id: string; status: string }[] }
      expect(items).toMatchObject([{ status: 'failed' }])
      return router.as('viewer')('GET', `/deliveries/${items[0]?.id ?? ''}`)
    })

    expect(echo.requests[0]?.headers).toMatchObject({ accept: token })
    expect(shown.body).toMatchObject({
      attempts: [
        {
          request: { headers: { Accept: '[redacted]' } },
          response: {
            body: { text: expect.stringMatching(/"\[redacted\]".*\[redacted\]/) },
          },
        },
      ],
    })
    expect(JSON.stringify(shown.body)).not.toContain('s3cret')
    expect(JSON.stringify(shown.body)).not.toContain('czNjcmV0') // in base64
  })

  it('shows an event with its deliveries', async () => {
    const { api, webhooks } = await aWorld()

    const { status: code, body } = await api('GET', `/events/${uuidOf(1)}`)

    expect(code).toBe(200)
    expect(body).toMatchObject({
      event: { uuid: uuidOf(1), resource: { type: 'SUBSCRIPTION', content: { maxUsers: null } } },
      deliveries: [{ webhook: webhooks[0], status: 'successful' }],
    })
  })

  it.each([
    [0, { successful: 1, failed: 0, successRate: 1 }],
    [1, { successful: 0, failed: 1, successRate: 0 }],
  ] as const)('counts the deliveries of webhook %i by status', async (number, totals) => {
    const { api, webhooks } = await aWorld()

    const { body } = await api('GET', `/webhooks/${webhooks[number]}/stats?range=hour`)

    expect(body).toMatchObject({ totals, latency: { sample: 1 } })
  })
})

/** The first event is about an order of a company. */
function contentOf(number: number) {
  const named = number === 1 && { order: { id: 4711 }, company: { name: 'Globex, Inc.' } }
  return { maxUsers: null, ...named }
}

function anEvent(type: string, number: number) {
  return {
    uuid: uuidOf(number),
    timestamp: Date.now(),
    resource: { type, uuid: `resource-${number}`, content: contentOf(number) },
    resourceAction: 'ADDED',
  }
}
