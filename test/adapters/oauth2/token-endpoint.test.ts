import { afterEach, describe, expect, it } from '@jest/globals'

import { httpsClient } from '../../../adapters/http-client/client.ts'
import { strict } from '../../support/strict-rules.ts'
import { tokenEndpoint } from '../../../adapters/oauth2/token-endpoint.ts'
import type { TokenRequest } from '../../../core/tokens/token-request.ts'
import { startTokenServer, type TokenServer } from '../../support/misbehaving-token-server.ts'

const servers: TokenServer[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ close }) => close()))
})

/** The request as the server receives it, its body as fields. */
async function sent(overrides: Partial<TokenRequest> = {}, path = '') {
  const server = await startTokenServer()
  servers.push(server)
  const request = {
    accessTokenUri: `${server.url}${path}`,
    grantType: 'client_credentials',
    clientId: 'client-1',
    clientSecret: 's3cret',
    clientAuthentication: 'BASIC',
    format: 'FORM',
    parameters: {},
    ...overrides,
  } as const

  const reply = await tokenEndpoint(httpsClient({ ...strict, loopback: true }))(request, 10_000)

  expect(reply).toMatchObject({ kind: 'answered', status: 200 })
  expect(server.requests).toHaveLength(1)
  const [got] = server.requests
  return {
    method: got?.method,
    path: got?.path,
    headers: got?.headers,
    body: [...new URLSearchParams(got?.body)],
  }
}

const basicOf = (authorization = '') => Buffer.from(authorization.slice(6), 'base64').toString()

describe('tokenEndpoint()', () => {
  it('sends Client Credentials with HTTP Basic', async () => {
    const { method, path, headers, body } = await sent()

    expect({ method, path }).toEqual({ method: 'POST', path: '/token' })
    expect(headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': expect.stringMatching(/^Postrider\//),
      authorization: expect.stringMatching(/^Basic /),
    })
    expect(basicOf(headers?.authorization)).toBe('client-1:s3cret')
    expect(body).toEqual([['grant_type', 'client_credentials']])
  })

  it('sends the client in the body if the webhook is configured to', async () => {
    const { headers, body } = await sent({ clientAuthentication: 'BODY' })

    expect(headers).not.toHaveProperty('authorization')
    expect(body.sort()).toEqual([
      ['client_id', 'client-1'],
      ['client_secret', 's3cret'],
      ['grant_type', 'client_credentials'],
    ])
  })

  it('sends id and secret in HTTP Basic as they are if the webhook is configured to', async () => {
    const client = { clientId: 'sb-clone!b123|xsuaa', clientSecret: 'a+b/c==:%' }

    const { headers, body } = await sent({ ...client, clientAuthentication: 'BASIC_NOT_ENCODED' })

    expect(basicOf(headers?.authorization)).toBe('sb-clone!b123|xsuaa:a+b/c==:%')
    expect(body).toEqual([['grant_type', 'client_credentials']])
  })

  it('sends only the id of a public client, in the body', async () => {
    const { headers, body } = await sent({ clientSecret: undefined, clientAuthentication: 'NONE' })

    expect(headers).not.toHaveProperty('authorization')
    expect(body).toEqual([
      ['grant_type', 'client_credentials'],
      ['client_id', 'client-1'],
    ])
  })

  it('sends Resource Owner Password with all parameters', async () => {
    const parameters = { username: 'a user', password: 'p&=+ä🌍', scope: 'a b', audience: 'x' }

    const { body } = await sent({ grantType: 'password', parameters })

    expect(body.sort()).toEqual([...Object.entries(parameters), ['grant_type', 'password']].sort())
  })

  it('form-encodes id and secret in HTTP Basic, per RFC 6749', async () => {
    const { headers } = await sent({ clientId: 'a:b c', clientSecret: 'p%:+& /=~' })

    const [id = '', secret = ''] = basicOf(headers?.authorization).split(':')
    const decoded = [...new URLSearchParams(`${id}=${secret}`)]
    expect(decoded).toEqual([['a:b c', 'p%:+& /=~']])
  })

  it.each([
    ['5d3c1c5e-9a3a-4c7e-8f00-0123456789ab', 'Xy~z_1.2*3'],
    ['sb-clone!b123|xsuaa', 'a+b/c=='],
    ['ä ö', '%41&:'],
  ])('escapes in HTTP Basic what forms escape, and no more: %s', async (clientId, clientSecret) => {
    const { headers } = await sent({ clientId, clientSecret })

    // The encoding of application/x-www-form-urlencoded, written out.
    const encoded = (text: string) =>
      Array.from(new TextEncoder().encode(text), (byte) => {
        const letter = String.fromCharCode(byte)
        if (letter === ' ') return '+'
        if (/[A-Za-z0-9*._-]/.test(letter)) return letter
        return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
      }).join('')
    expect(basicOf(headers?.authorization)).toBe(`${encoded(clientId)}:${encoded(clientSecret)}`)
  })

  it('sends the parameters in JSON if the webhook is configured to', async () => {
    const server = await startTokenServer()
    servers.push(server)
    const post = tokenEndpoint(httpsClient({ ...strict, loopback: true }))

    await post(
      {
        accessTokenUri: server.url,
        grantType: 'client_credentials',
        clientId: 'client-1',
        clientSecret: 's3cret',
        clientAuthentication: 'BODY',
        format: 'JSON',
        parameters: { account_id: '7' },
      },
      10_000,
    )

    const [got] = server.requests
    expect(got?.headers['content-type']).toBe('application/json')
    expect(JSON.parse(got?.body ?? '')).toEqual({
      grant_type: 'client_credentials',
      account_id: '7',
      client_id: 'client-1',
      client_secret: 's3cret',
    })
  })

  it("preserves the URL's query", async () => {
    expect((await sent({}, '?tenant=a%20b')).path).toBe('/token?tenant=a%20b')
  })

  it('passes the time limit on', async () => {
    const limits: number[] = []
    const call = (_: unknown, limitMs: number) => {
      limits.push(limitMs)
      return Promise.resolve({ kind: 'unanswered', reason: 'timeout: headers' } as const)
    }

    const reply = await tokenEndpoint(call)(
      {
        accessTokenUri: 'https://id.example.com/token',
        grantType: 'client_credentials',
        clientId: 'client-1',
        clientSecret: 's3cret',
        clientAuthentication: 'BASIC',
        format: 'FORM',
        parameters: {},
      },
      1234,
    )

    expect(limits).toEqual([1234])
    expect(reply).toEqual({ kind: 'unanswered', reason: 'timeout: headers' })
  })

  it('throws when the HTTP client throws', async () => {
    const call = () => Promise.reject(new Error('Cannot write the request'))

    await expect(
      tokenEndpoint(call)(
        {
          accessTokenUri: 'https://id.example.com/token',
          grantType: 'password',
          clientId: 'client-1',
          clientSecret: 's3cret',
          clientAuthentication: 'BODY',
          format: 'FORM',
          parameters: {},
        },
        1,
      ),
    ).rejects.toThrow('Cannot write')
  })
})
