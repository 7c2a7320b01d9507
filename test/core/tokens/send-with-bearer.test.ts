import { describe, expect, it } from '@jest/globals'

import { deliver } from '../../../core/deliver/deliver.ts'
import type { AccessToken, TokenWanted } from '../../../core/tokens/token-ports.ts'
import {
  aDelivery,
  afterNoon,
  anEvent,
  aWebhook,
  firstMessage,
  noon,
} from '../../support/builders.ts'
import { clientCredentials } from '../../support/tokens.ts'
import { aWorld, type Given } from '../../support/world.ts'

const authentication = { ...clientCredentials, sealed: 'c2VhbGVk' }

const exchange = (text: string) => ({
  durations: { totalMs: 1 },
  response: { headers: {}, body: { text } },
})

/** A token with this number, requested this many seconds after noon. */
const token = (number: number, requestedAt: number): AccessToken => ({
  kind: 'token',
  id: `id-${number}`,
  text: `token-${number}`,
  requestedAt: afterNoon(requestedAt),
})

/** The tests start at noon: an older token was cached. */
const [cached, fresh] = [token(1, -1), token(1, 0)]

/** A world with an OAuth2 webhook, whose token endpoint returns these tokens in order. */
function aBearerWorld(tokens: (AccessToken | { reason: string })[], given: Given = {}) {
  const wanted: TokenWanted[] = []
  const world = aWorld({
    webhooks: [aWebhook({ authentication })],
    events: [anEvent()],
    deliveries: [aDelivery()],
    accessToken: (_, asked) => {
      wanted.push(asked)
      const next = tokens.shift()
      if (next === undefined) throw new Error('Unexpected request for a token')
      return Promise.resolve('reason' in next ? { kind: 'failed' as const, ...next } : next)
    },
    ...given,
  })
  return Object.assign(world, {
    wanted,
    sent: () => world.requests.map(({ headers }) => headers['authorization']),
    outcome: () => world.delivery.attempts.map(({ outcome }) => outcome),
  })
}

describe('An attempt with OAuth2', () => {
  it('sends the access token as a bearer token, signed like any other', async () => {
    const world = aBearerWorld([cached])

    await deliver(firstMessage(), false, world.ports)

    expect(world.requests).toMatchObject([
      { headers: { authorization: 'Bearer token-1', 'webhook-id': aDelivery().id } },
    ])
    expect(world.wanted).toEqual([{ since: noon }])
    expect(world.delivery.status).toBe('successful')
  })

  it("sends nothing without a token: it fails with the token endpoint's reason, and is retried", async () => {
    const world = aBearerWorld([{ reason: 'token: 503' }])

    await deliver(firstMessage(), false, world.ports)

    expect(world.requests).toEqual([])
    expect(world.exchanges).toEqual([])
    expect(world.outcome()).toEqual([{ kind: 'failed', reason: 'token: 503' }])
    expect(world.delivery).toMatchObject({ status: 'pending', dueAt: afterNoon(300) })
  })

  it('renews a cached token after a 401, and sends once more', async () => {
    const world = aBearerWorld([cached, token(2, 1)], { replies: [401, 204] })

    await deliver(firstMessage(), false, world.ports)

    expect(world.wanted).toEqual([{ since: noon }, { since: noon, refused: 'id-1' }])
    expect(world.sent()).toEqual(['Bearer token-1', 'Bearer token-2'])
    expect(world.outcome()).toEqual([{ kind: 'delivered', status: 204 }])
  })

  it('fails when the second token gets a 401 too', async () => {
    const world = aBearerWorld([cached, token(2, -1)], { replies: [401] })

    await deliver(firstMessage(), false, world.ports)

    expect(world.sent()).toEqual(['Bearer token-1', 'Bearer token-2'])
    expect(world.outcome()).toEqual([{ kind: 'failed', reason: 'status 401', status: 401 }])
  })

  it('does not renew a token that it just fetched: the 401 has another reason', async () => {
    const world = aBearerWorld([fresh], { replies: [401] })

    await deliver(firstMessage(), false, world.ports)

    expect(world.sent()).toEqual(['Bearer token-1'])
    expect(world.outcome()).toEqual([{ kind: 'failed', reason: 'status 401', status: 401 }])
  })

  it.each([400, 403, 407, 419])(
    'renews an old token after a %i, and sends once more',
    async (status) => {
      const world = aBearerWorld([token(1, -300), token(2, 1)], { replies: [status, 204] })

      await deliver(firstMessage(), false, world.ports)

      expect(world.wanted).toEqual([{ since: noon }, { since: noon, doubted: 'id-1' }])
      expect(world.sent()).toEqual(['Bearer token-1', 'Bearer token-2'])
      expect(world.outcome()).toEqual([{ kind: 'delivered', status: 204 }])
    },
  )

  it('fails when the second token gets a 403 too', async () => {
    const world = aBearerWorld([token(1, -300), token(2, 1)], { replies: [403] })

    await deliver(firstMessage(), false, world.ports)

    expect(world.sent()).toEqual(['Bearer token-1', 'Bearer token-2'])
    expect(world.outcome()).toEqual([{ kind: 'failed', reason: 'status 403', status: 403 }])
  })

  it.each([
    ['the token endpoint fails', { reason: 'token: 503' }],
    ['the token endpoint was asked before', token(1, -300)],
    ['the token endpoint issues the same again', { ...token(2, 1), text: 'token-1' }],
  ])('fails with the 403 when %s', async (_, second) => {
    const world = aBearerWorld([token(1, -300), second], { replies: [403] })

    await deliver(firstMessage(), false, world.ports)

    expect(world.sent()).toEqual(['Bearer token-1'])
    expect(world.outcome()).toEqual([{ kind: 'failed', reason: 'status 403', status: 403 }])
  })

  it.each([400, 403])(
    'does not renew a token of less than 5 minutes after a %i',
    async (status) => {
      const world = aBearerWorld([token(1, -299)], { replies: [status] })

      await deliver(firstMessage(), false, world.ports)

      expect(world.sent()).toHaveLength(1)
    },
  )

  it.each([404, 410, 500, 302])('does not renew the token after status %i', async (status) => {
    const world = aBearerWorld([token(1, -3000)], { replies: [status] })

    await deliver(firstMessage(), false, world.ports)

    expect(world.sent()).toHaveLength(1)
  })

  it.each([
    [19.9, 2],
    [20, 1],
  ])(
    'sends again after a 401 only while there is time: after %d s it sends %i times',
    async (seconds, times) => {
      const world = aBearerWorld([cached, token(2, 1)], { replies: [401, 204] })
      world.hooks.once('after', 'post', () => {
        world.advance(seconds)
      })

      await deliver(firstMessage(), false, world.ports)

      expect(world.sent()).toHaveLength(times)
    },
  )

  it("fails with the token endpoint's reason when there is no second token, and stores the exchange", async () => {
    const replies = () =>
      ({ kind: 'answered', status: 401, exchange: exchange('expired') }) as const
    const world = aBearerWorld([cached, { reason: 'token: 400 invalid_client' }], { replies })

    await deliver(firstMessage(), false, world.ports)

    expect(world.outcome()).toEqual([{ kind: 'failed', reason: 'token: 400 invalid_client' }])
    expect(world.exchanges).toMatchObject([
      { number: 1, exchange: { response: { body: { text: 'expired' } } } },
    ])
  })

  it('stores the last of two exchanges, and no token', async () => {
    let calls = 0
    const replies = () => {
      calls += 1
      const status = calls === 1 ? 401 : 500
      return {
        kind: 'answered',
        status,
        exchange: exchange(`no ${calls} to token-${calls}`),
      } as const
    }
    const world = aBearerWorld([cached, token(2, 1)], { replies })

    await deliver(firstMessage(), false, world.ports)

    expect(world.exchanges).toMatchObject([
      {
        number: 1,
        exchange: {
          request: { headers: { authorization: '[redacted]' } },
          response: { body: { text: 'no 2 to [redacted]' } },
        },
      },
    ])
    expect(JSON.stringify([world.exchanges, world.lines, [...world.deliveries]])).not.toMatch(
      /token-\d/,
    )
  })

  it('opens only the signing secret, not the credentials', async () => {
    const world = aBearerWorld([cached])
    const opened: unknown[] = []
    world.hooks.always(({ port, when }) => {
      if (port === 'openSecrets' && when === 'before') opened.push(port)
    })

    await deliver(firstMessage(), false, world.ports)

    expect(opened).toHaveLength(1)
  })
})
