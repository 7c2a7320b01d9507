import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'

import { GetGroupCommand } from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, it } from '@jest/globals'

import { filesIn } from '../../adapters/common/files-in.ts'
import { ask, askFrom, output } from './account.ts'
import { fromBucket, fromCloudFront, pageOrigin, publishedFiles } from './page-host.ts'
import {
  addManager,
  codeFor,
  cognito,
  pageClient,
  pageConfig,
  setPassword,
  signOut,
  tokensFor,
} from './people.ts'

/** The managers' page and sign-in, in an emulated AWS account. */
describe('The deployed page', () => {
  it('is served by CloudFront with its policy, and its hashed files are immutable', async () => {
    const index = await fromCloudFront('/')
    const [, script = ''] = /src="\.(\/assets\/[^"]+\.js)"/.exec(index.body) ?? []

    expect(index).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'content-security-policy': expect.stringContaining("script-src 'self'") as unknown,
        'x-content-type-options': 'nosniff',
        'strict-transport-security': 'max-age=31536000',
      },
    })
    expect(await fromCloudFront(script)).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      },
    })
  })

  it('serves the index.html of folders', async () => {
    expect(await fromCloudFront('/reference')).toMatchObject({
      status: 308,
      headers: { location: '/reference/' },
    })
  })

  it('is complete: it has every built file, and config.json', async () => {
    const built = await filesIn(fileURLToPath(new URL('../../web/dist', import.meta.url)))
    const deployed = [...built.keys()].filter((name) => !/\.(br|gz)$/.test(name))

    const published = await publishedFiles()

    expect([...published.keys()].sort()).toEqual([...deployed, 'config.json'].sort())
    for (const [name, { type, cache }] of published) {
      expect(type).toMatch(/^(text|application|font|image)\/[\w+-]+(; charset=utf-8)?$/)
      expect(cache).toBe(
        name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    }
  })

  it('is in a bucket that only CloudFront can read', async () => {
    expect(await fromBucket('index.html')).toBe(403)
  })

  it('has the address of the API and of the sign-in', async () => {
    expect(await pageConfig()).toEqual({
      // The emulator has its own host name for the API.
      apiUrl: expect.stringMatching(/^https?:\/\/\w+\.execute-api\.[^/]+$/) as unknown,
      issuer: `https://cognito-idp.us-east-1.amazonaws.com/${output('UserPoolId')}`,
      metadata: {
        authorization_endpoint: output('TokenEndpoint').replace(/token$/, 'authorize'),
        token_endpoint: output('TokenEndpoint'),
      },
      clientId: expect.any(String) as unknown,
      scope: 'openid email profile',
      signOutUrl: output('TokenEndpoint').replace(/oauth2\/token$/, 'logout'),
      version: '0.1.0',
    })
  })

  it('may call the API from its origin, unlike other pages', async () => {
    const preflight = { 'access-control-request-method': 'PATCH' }
    const [own, other, answer] = await Promise.all([
      askFrom(pageOrigin, 'OPTIONS', preflight),
      askFrom('https://evil.example.com', 'OPTIONS', preflight),
      askFrom(pageOrigin, 'GET'),
    ])

    expect(own.ok).toBe(true)
    expect(Object.fromEntries(own.headers)).toMatchObject({
      'access-control-allow-origin': pageOrigin,
      'access-control-allow-methods': expect.stringContaining('PATCH') as unknown,
      'access-control-allow-headers': expect.stringContaining('authorization') as unknown,
    })
    expect(other.headers.get('access-control-allow-origin')).toBeNull()
    expect(answer.headers.get('access-control-allow-origin')).toBe(pageOrigin)
    expect(answer.headers.get('access-control-expose-headers')).toContain('etag')
  })
})

describe('People', () => {
  it('sign in through a public client, by a code for the page only', async () => {
    expect(await pageClient()).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      CallbackURLs: [output('PageUrl')],
      LogoutURLs: [output('PageUrl')],
    })
    expect(await pageClient()).not.toHaveProperty('ClientSecret')
  })

  it.each(['acme/manager', 'acme/viewer', 'globex/manager', 'globex/viewer'])(
    'may be in the group %s',
    async (GroupName) => {
      const group = { UserPoolId: output('UserPoolId'), GroupName }

      expect(await cognito.send(new GetGroupCommand(group))).toMatchObject({ Group: { GroupName } })
    },
  )

  it('are created by one command, sign in by code and PKCE, and are identified by their email', async () => {
    const email = `ann-${randomUUID()}@example.com`
    const asked = ['--email', email, '--marketplace', 'acme']
    const added = await addManager(...asked)
    const again = await addManager(...asked)
    const password = await setPassword(email)

    const stolen = await tokensFor({ ...(await codeFor(email, password)), verifier: 'not mine' })
    const { token } = await tokensFor(await codeFor(email, password))

    expect(added).toContain(`${email} is now manager of acme and gets an email`)
    expect(again).toContain(`${email} already existed and is now manager of acme`)
    expect(stolen).toEqual({ status: 400, token: '' })
    expect(await ask('GET', '/me', { token })).toMatchObject({
      status: 200,
      body: { subject: email, marketplace: 'acme', role: 'manager' },
    })
    expect(await ask('GET', '/webhooks', { token })).toMatchObject({ status: 200 })
  })

  it('with the role viewer can read, but change nothing', async () => {
    const email = `vic-${randomUUID()}@example.com`
    await addManager('--email', email, '--marketplace', 'globex', '--role', 'viewer')
    const { token } = await tokensFor(await codeFor(email, await setPassword(email)))

    expect(await ask('GET', '/me', { token })).toMatchObject({
      body: { subject: email, marketplace: 'globex', role: 'viewer' },
    })
    expect(await ask('POST', '/webhooks', { token, body: {} })).toMatchObject({ status: 403 })
  })

  it('sign out to the page, and to no other URL', async () => {
    expect(await signOut(output('PageUrl'))).toEqual({ status: 302, location: output('PageUrl') })
    expect(await signOut('https://evil.example.com/')).toMatchObject({ status: 400 })
  })
})
