import { describe, expect, it } from '@jest/globals'
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda'

import type { BearerToken } from '../../core/api/bearer-token.ts'
import { verifyBearerHandler } from '../../lambdas/verify-bearer.ts'
import { noon } from '../support/builders.ts'

function aHandler(token: BearerToken) {
  return verifyBearerHandler({
    findApiKey: () => Promise.resolve(undefined),
    findPortalAccess: () => Promise.resolve(undefined),
    saveLastUse: () => Promise.reject(new Error('That was not to be called')),
    verifyJwt: () => Promise.resolve(token),
    now: () => noon,
  })
}

function anEvent(authorization?: string): APIGatewayRequestAuthorizerEventV2 {
  return { headers: { ...(authorization && { authorization }) } } as never
}

describe('verifyBearerHandler()', () => {
  it.each<[string, BearerToken, string]>([
    ['a program', { claims: { sub: 'a', client_id: 'client-1' } }, 'client-1'],
    ['a person', { claims: { sub: 'a' } }, 'a'],
    ['an invalid token', { reason: 'expired' }, 'expired'],
  ])('passes the verified token of %s to manage', async (_, token, client) => {
    expect(await aHandler(token)(anEvent('Bearer eyJh'))).toEqual({
      isAuthorized: true,
      context: { token: JSON.stringify(token), client },
    })
  })

  it.each([
    ['API key', 'prk', 'unknown-key'],
    ['portal link', 'prl', 'unknown-link'],
    ['session of a portal link', 'prs', 'unknown-session'],
  ])('passes the error of an unknown %s', async (_, prefix, reason) => {
    const text = `Bearer ${prefix}_acme_5e1f0c7a9b3d2846_${'0'.repeat(64)}`

    expect(await aHandler({ claims: {} })(anEvent(text))).toMatchObject({
      context: { token: JSON.stringify({ reason }), client: reason },
    })
  })

  it('fails when the keys of the issuer cannot be read', async () => {
    const handler = verifyBearerHandler({
      findApiKey: () => Promise.resolve(undefined),
      findPortalAccess: () => Promise.resolve(undefined),
      saveLastUse: () => Promise.resolve(),
      verifyJwt: () => Promise.reject(new Error('Cannot read the keys')),
      now: () => noon,
    })

    await expect(handler(anEvent('Bearer eyJh'))).rejects.toThrow('Cannot read the keys')
  })
})
