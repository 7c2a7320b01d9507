import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { exportJWK, generateKeyPair, type GenerateKeyPairResult, SignJWT } from 'jose'

import { aRouter, type TestRouter } from '../support/router.ts'

describe('another issuer instead of the own sign-in', () => {
  let server: Server
  let issuer: string
  let pair: GenerateKeyPairResult
  let router: TestRouter
  let isDown = false

  beforeAll(async () => {
    pair = await generateKeyPair('RS256')
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'key-1', alg: 'RS256' }
    server = createServer((request, response) => {
      const body =
        request.url === '/.well-known/openid-configuration'
          ? { issuer, jwks_uri: `${issuer}/keys` }
          : { keys: [jwk] }
      response.writeHead(isDown ? 503 : 200).end(JSON.stringify(body))
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    router = await another()
  })

  afterAll(async () => {
    await router.stop()
    server.close()
    server.closeAllConnections()
  })

  const another = (groupsClaim = 'https://shop.example/groups') =>
    aRouter({
      otherIssuer: { issuer, audience: 'postrider-api', pageClientId: 'page-1', groupsClaim },
    })

  const sign = (claims: Record<string, unknown>, key = pair.privateKey) =>
    new SignJWT({
      sub: 'f3a1',
      iss: issuer,
      aud: 'postrider-api',
      exp: Math.floor(Date.now() / 1000) + 60,
      'https://shop.example/groups': ['acme/viewer'],
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
      .sign(key)

  it('is accepted, with the groups of its claim', async () => {
    const answer = await router.get(
      '/me',
      await sign({ preferred_username: 'ann', groups: ['acme/manager'] }),
    )

    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      subject: 'ann',
      marketplace: 'acme',
      role: 'viewer',
    })
  })

  it("uses the client as the audience of a token without one, as Cognito's", async () => {
    const answer = await router.get(
      '/me',
      await sign({ aud: undefined, client_id: 'postrider-api' }),
    )

    expect(answer.status).toBe(200)
  })

  it.each([
    ['expired', { exp: 1_700_000_000 }],
    ['for another audience', { aud: 'other' }],
    ['for another client', { aud: undefined, client_id: 'other' }],
    ['of another issuer', { iss: 'https://id.example.com' }],
    ['of another port of the issuer', { iss: 'http://127.0.0.1:1' }],
  ])('rejects a token that is %s', async (_, claims) => {
    expect((await router.get('/me', await sign(claims))).status).toBe(401)
  })

  it("rejects a token with another key's signature", async () => {
    const other = await generateKeyPair('RS256')

    expect((await router.get('/me', await sign({}, other.privateKey))).status).toBe(401)
  })

  it('is passed to the page, and replaces the own sign-in', async () => {
    const page = await router.get('/')
    const config: unknown = await (await router.get('/config.json')).json()

    expect(config).toMatchObject({ issuer, clientId: 'page-1' })
    expect(page.headers.get('content-security-policy')).toContain(`connect-src 'self' ${issuer};`)
    expect((await router.get('/sign-in/auth')).status).toBe(404)
  })

  it('does not reject a token when the issuer is unreachable, and tries again', async () => {
    const fresh = await another()
    const token = await sign({})
    isDown = true
    const first = await fresh.get('/me', token)
    isDown = false
    const second = await fresh.get('/me', token)

    expect([first.status, second.status]).toEqual([500, 200])
    expect(fresh.lines).toContainEqual({
      level: 'ERROR',
      message: expect.stringContaining('it returned status 503'),
      requestId: expect.any(String),
    })
    await fresh.stop()
  })
})
