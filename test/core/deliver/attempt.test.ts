import { describe, expect, it } from '@jest/globals'

import { attempt } from '../../../core/deliver/attempt.ts'
import type { AccessToken } from '../../../core/tokens/token-ports.ts'
import { aCall, aDelivery, anEvent, aWebhook, noon } from '../../support/builders.ts'
import { aContext, sealOf } from '../../support/seal.ts'
import { aWorld } from '../../support/world.ts'

const oauth2 = {
  type: 'OAUTH2_CLIENT_CREDENTIALS',
  sealed: '…',
  accessTokenUri: 'https://login.example.com/token',
  clientId: 'postrider',
  clientAuthentication: 'BASIC',
} as const

describe('attempt()', () => {
  it.each([
    ['the time limit of the webhook, in milliseconds', { timeLimitSeconds: 7 }, [7000]],
    ['the default time limit when the webhook has none', {}, [undefined]],
  ])('posts with %s', async (_, settings, expected) => {
    const world = aWorld()
    const matter = { delivery: aDelivery(), event: anEvent(), endpoint: aWebhook(settings) }

    await attempt(matter, world.ports)

    expect(world.requests.map(({ limitMs }) => limitMs)).toEqual(expected)
  })

  it('posts to the URL with its credentials, which the log masks', async () => {
    const url = 'https://crm.example.com/hooks?code=s3cret'
    const sealed = `${sealOf(aContext({ purpose: 'url' }))}${url}`
    const endpoint = aWebhook({
      url: 'https://crm.example.com/hooks?code=***',
      sealedUrl: { sealed, digest: '' },
    })
    const world = aWorld()

    const made = await attempt({ delivery: aDelivery(), event: anEvent(), endpoint }, world.ports)

    expect(world.requests).toMatchObject([{ url }])
    expect(JSON.stringify(made)).not.toContain('s3cret')
  })

  it("sends the webhook's access token, and opens only the signing secret", async () => {
    const token: AccessToken = {
      kind: 'token',
      id: 'token-1',
      text: 'at-1',
      requestedAt: noon.toISOString(),
    }
    const asked: unknown[] = []
    const world = aWorld({
      accessToken: (...given) => {
        asked.push(given)
        return Promise.resolve(token)
      },
    })
    const endpoint = aWebhook({ authentication: oauth2 })

    const made = await attempt({ delivery: aDelivery(), event: anEvent(), endpoint }, world.ports)

    expect(made.outcome).toEqual({ kind: 'delivered', status: 204 })
    expect(world.requests).toMatchObject([{ headers: { authorization: 'Bearer at-1' } }])
    expect(asked).toEqual([[endpoint, { since: noon }]])
  })

  it("posts nothing without an access token, and fails for the token endpoint's reason", async () => {
    const world = aWorld()
    const endpoint = aWebhook({ authentication: oauth2 })

    const made = await attempt({ delivery: aDelivery(), event: anEvent(), endpoint }, world.ports)

    expect(made.outcome).toEqual({ kind: 'failed', reason: 'token: none' })
    expect(world.requests).toEqual([])
  })

  it.each([
    ['the time until the response', 2.5, 2500],
    ['0 when the clock was set back meanwhile', -10, 0],
  ])('takes %s', async (_, seconds, durationMs) => {
    const world = aWorld()
    world.hooks.once('before', 'post', () => {
      world.advance(seconds)
    })
    const matter = { delivery: aDelivery(), event: anEvent(), endpoint: aWebhook() }

    expect(await attempt(matter, world.ports)).toEqual({
      number: 1,
      startedAt: noon.toISOString(),
      durationMs,
      outcome: { kind: 'delivered', status: 204 },
    })
  })

  it('says who requested it, and what was sent and received', async () => {
    const { request, ...exchange } = aCall()
    const world = aWorld({ replies: () => ({ kind: 'answered', status: 200, exchange }) })
    const requested = { by: 'manager-1', at: noon.toISOString(), status: 'failed' } as const
    const matter = { delivery: aDelivery({ requested }), event: anEvent(), endpoint: aWebhook() }

    expect(await attempt(matter, world.ports)).toMatchObject({
      requestedBy: 'manager-1',
      exchange: { ...exchange, request: { url: request.url } },
    })
  })
})
