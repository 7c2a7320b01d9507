import { expect, it } from '@jest/globals'

import { attempt } from '../../../core/deliver/attempt.ts'
import type { ClientAuthentication } from '../../../core/webhooks/oauth2-input.ts'
import type { TokenRequest } from '../../../core/tokens/token-request.ts'
import { aDelivery, anEvent, aWebhook } from '../../support/builders.ts'
import { aContext, sealOf } from '../../support/seal.ts'
import { aToken, clientCredentials, tokenReply } from '../../support/tokens.ts'
import { aWorld } from '../../support/world.ts'

const refused = 'token: 401 invalid_client'

type Case = {
  clientAuthentication?: ClientAuthentication
  /** Whose request the token endpoint accepts. */
  accepted?: ClientAuthentication
  clientId?: string
  secrets?: string
  isTest?: boolean
  reason?: string
  /** How long each request takes. */
  seconds?: number
}

/** Makes an attempt whose access token could not be had. */
async function attempted(given: Case) {
  const { accepted, secrets = '{"clientSecret":"s3cret"}', isTest = true, seconds = 0 } = given
  const { clientAuthentication = 'BASIC', clientId = 'client-1', reason = refused } = given
  const asked: TokenRequest[] = []
  const world = aWorld({
    accessToken: () => Promise.resolve({ kind: 'failed', reason }),
    requestToken: (request) => {
      asked.push(request)
      world.advance(seconds)
      const isAccepted = request.clientAuthentication === accepted
      return Promise.resolve(
        isAccepted ? aToken('t') : tokenReply({ error: 'invalid_client' }, 401),
      )
    },
  })
  const sealed = `${sealOf(aContext())}${secrets}`
  const endpoint = aWebhook({
    authentication: { ...clientCredentials, clientId, clientAuthentication, sealed },
  })
  const delivery = aDelivery(isTest ? { isTest } : {})
  const made = await attempt({ delivery, event: anEvent(), endpoint }, world.ports)
  return {
    made,
    tried: asked.map((request) => request.clientAuthentication),
    posts: world.requests,
  }
}

it.each<[string, Case, ClientAuthentication[]]>([
  ['the body', { accepted: 'BODY' }, ['BODY']],
  ['no secret', { accepted: 'NONE' }, ['BODY', 'NONE']],
  [
    'HTTP Basic, not encoded',
    { accepted: 'BASIC_NOT_ENCODED', clientId: 'sb-clone!b123|xsuaa' },
    ['BASIC_NOT_ENCODED'],
  ],
  ['HTTP Basic', { clientAuthentication: 'BODY', accepted: 'BASIC' }, ['BASIC']],
  [
    'HTTP Basic, encoded',
    { clientAuthentication: 'BASIC_NOT_ENCODED', accepted: 'BASIC', clientId: 'a b' },
    ['BASIC'],
  ],
  ['the body after a 400', { accepted: 'BODY', reason: 'token: 400 invalid_client' }, ['BODY']],
])('A test suggests %s, and sends nothing to the receiver', async (_, given, tried) => {
  const result = await attempted(given)

  expect(result.made).toMatchObject({
    outcome: { kind: 'failed', reason: given.reason ?? refused },
    suggestion: { clientAuthentication: given.accepted },
  })
  expect(result).toMatchObject({ tried, posts: [] })
})

it.each<[string, Case, ClientAuthentication[]]>([
  ['every way is refused', {}, ['BODY', 'NONE']],
  [
    'the next ways make the same request',
    { clientAuthentication: 'BASIC_NOT_ENCODED' },
    ['BODY', 'NONE'],
  ],
  ['the client has no secret', { clientAuthentication: 'NONE', secrets: '{}' }, []],
  ['the time is over', { seconds: 19 }, ['BODY']],
  ['the token endpoint failed otherwise', { reason: 'token: 400 invalid_scope' }, []],
  ['the token endpoint did not respond', { reason: 'token: timeout: connect' }, []],
])('A test suggests nothing when %s', async (_, given, tried) => {
  const result = await attempted(given)

  expect(result.made).not.toHaveProperty('suggestion')
  expect(result.tried).toEqual(tried)
})

it('A real delivery tries no other way', async () => {
  const { made, tried } = await attempted({ isTest: false, accepted: 'BODY' })

  expect(made).not.toHaveProperty('suggestion')
  expect(tried).toEqual([])
})
