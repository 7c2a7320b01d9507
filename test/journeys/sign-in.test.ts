import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { decodeJwt } from 'jose'
import { MemoryLevel } from 'memory-level'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { aRouter, someKeys, testPassword, type TestRouter } from '../support/router.ts'
import { aPage, aVisitor, signIn } from '../support/visitor.ts'

const keys = someKeys()
const password = testPassword

describe('the sign-in of the embedded engine', () => {
  let router: TestRouter
  let url: string

  beforeAll(async () => {
    router = await aRouter({ keys })
    url = router.url
  })

  afterAll(() => router.stop())

  const others: TestRouter[] = []
  const another = async (options: Parameters<typeof aRouter>[0] = {}) => {
    const other = await aRouter({ keys, ...options })
    others.push(other)
    return other
  }
  afterEach(async () => {
    // The last one first: one that was stopped already shares the database with a later one.
    for (const other of others.splice(0).reverse()) await other.stop()
  })

  it('leads from the page to a form and back, with a token that the API accepts for ten minutes', async () => {
    const { form, answer, tokens } = await signIn(url, 'manager@acme', password)

    expect(form.status).toBe(200)
    expect(form.html).toContain('Sign in to Postrider')
    expect(answer.next).toContain(`${url}/?code=`)
    expect(tokens?.expires_in).toBe(600)
    expect(tokens?.profile).toMatchObject({ sub: 'manager@acme', email: 'manager@acme' })
    expect(decodeJwt(tokens?.access_token ?? '')).toMatchObject({
      iss: `${url}/sign-in`,
      aud: 'urn:postrider:api',
      sub: 'manager@acme',
      client_id: 'postrider-page',
      groups: ['acme/manager'],
    })
    expect((await router.get('/webhooks', tokens?.access_token)).status).toBe(200)
  })

  it('is described to the page as discovery would', async () => {
    const [config, discovered] = await Promise.all(
      ['config.json', 'sign-in/.well-known/openid-configuration'].map(async (path) =>
        z.looseObject({}).parse(await (await fetch(`${url}/${path}`)).json()),
      ),
    )

    expect(config?.['metadata']).toHaveProperty('token_endpoint')
    expect(discovered).toMatchObject(z.looseObject({}).parse(config?.['metadata']))
  })

  it('shows no form to a signed-in user until they sign out', async () => {
    const { visitor, tokens, page } = await signIn(url, 'manager@acme', password)
    const second = await signIn(url, '', '', visitor)
    const request = await page.createSignoutRequest({
      ...(tokens?.id_token !== undefined && { id_token_hint: tokens.id_token }),
      state: { from: 'a test' },
    })

    const signedOut = await visitor.follow(await visitor.go(request.url), `${url}/`)
    const third = await signIn(url, 'manager@acme', password, visitor)

    expect(second.form.next).toContain(`${url}/?code=`)
    expect(signedOut.next).toBe(`${url}/?state=${request.state?.id ?? ''}`)
    expect(third.form.html).toContain('Sign in to Postrider')
  })

  it('renews a token with a refresh token, which works once and not after the sign-out', async () => {
    const { visitor, tokens, page } = await signIn(url, 'viewer@acme', password)
    const renewed = await refresh(url, tokens?.refresh_token)
    const again = await refresh(url, tokens?.refresh_token)
    const afterTheft = await refresh(url, renewed['refresh_token'])
    const fresh = await signIn(url, 'viewer@acme', password, visitor)
    const hint = fresh.tokens?.id_token ?? ''
    await visitor.go((await page.createSignoutRequest({ id_token_hint: hint })).url)
    const signedOut = await refresh(url, fresh.tokens?.refresh_token)

    expect((await router.get('/webhooks', renewed['access_token'])).status).toBe(200)
    expect(renewed['refresh_token']).not.toBe(tokens?.refresh_token)
    expect(again).toMatchObject({ error: 'invalid_grant' })
    expect(afterTheft).toMatchObject({ error: 'invalid_grant' })
    expect(signedOut).toMatchObject({ error: 'invalid_grant' })
  })

  it('stores no id of a session, an interaction, a code or a refresh token as it is', async () => {
    const db = new MemoryLevel()
    const { url: at } = await another({ db })
    const visitor = aVisitor()
    const { form, answer, tokens } = await signIn(at, 'manager@acme', password, visitor)
    const ids = {
      interaction: new URL(form.url).pathname.split('/').at(-1),
      code: new URL(answer.next ?? '').searchParams.get('code'),
      session: visitor.cookies.get('_session')?.value,
      refreshToken: tokens?.refresh_token,
    }

    const rows = (await db.iterator().all()).filter(([key]) => key.includes('/sign-ins/'))

    const stored = JSON.stringify(rows)
    expect(rows.map(([key]) => key.split(/[/\0]/)[2])).toEqual(
      expect.arrayContaining(['Session', 'AuthorizationCode', 'RefreshToken']),
    )
    for (const id of Object.values(ids)) {
      expect(id).toMatch(/^[\w-]{20,}$/)
      expect(stored).not.toContain(id)
    }
    expect(stored).not.toContain('manager@acme')
  })

  it('revokes a refresh token', async () => {
    const { tokens } = await signIn(url, 'viewer@acme', password)
    const token = tokens?.refresh_token ?? ''

    const revoked = await post(`${url}/sign-in/token/revocation`, {
      token,
      client_id: 'postrider-page',
    })

    expect(revoked.status).toBe(200)
    expect(await refresh(url, token)).toMatchObject({ error: 'invalid_grant' })
  })

  it.each([
    ['manager@acme', 'wrong'],
    ['manager@acme', ''],
    ['admin@acme', password],
    ['manager@', password],
    ['manager@a#b', password],
    ['manager', password],
    ['"><script>alert(1)</script>', 'wrong'],
  ])('shows the same error for %j with the password %j, and no password', async (user, given) => {
    const visitor = aVisitor()
    const limited = await another() // wrong passwords slow this address down
    const page = await aPage(limited.url)
    const { url: start } = await page.createSigninRequest({})
    const form = await visitor.follow(await visitor.go(start), `${limited.url}/`)

    const refused = await visitor.fillIn(form, { user, password: given })

    expect(refused.status).toBe(401)
    expect(refused.html).toContain('Incorrect user or password.')
    expect(refused.html).not.toContain(password)
    expect(refused.html).not.toContain('<script')
  })

  it('slows wrong passwords down, logs them, and lets the right one in afterwards', async () => {
    const limited = await another()
    const visitor = aVisitor()
    const { url: start } = await (await aPage(limited.url)).createSigninRequest({})
    const form = await visitor.follow(await visitor.go(start), `${limited.url}/`)
    const trial = (given: string) => visitor.fillIn(form, { user: 'manager@acme', password: given })

    const tries = [await trial('x'), await trial('x'), await trial('x')]
    const startedAt = performance.now()
    const right = await trial(password)

    expect(tries.map(({ status }) => status)).toEqual([401, 401, 401])
    expect(right.next).toBeDefined()
    expect(performance.now() - startedAt).toBeGreaterThan(490)
    expect(limited.lines).toMatchObject([
      {
        level: 'WARN',
        message: 'sign-in failed',
        reason: 'incorrect user or password',
        user: 'manager@acme',
        address: '127.0.0.1',
      },
      { message: 'sign-in failed' },
    ])
  })

  it('accepts the right password of another address than that of wrong ones', async () => {
    const limited = await another({ publicUrl: 'https://hooks.example.com' })
    const visitor = aVisitor()
    const { url: start } = await (await aPage(limited.url)).createSigninRequest({})
    const form = await visitor.follow(await visitor.go(start), `${limited.url}/`)
    const from = (address: string, given: string) =>
      visitor.fillIn(
        form,
        { user: 'manager@acme', password: given },
        { 'x-forwarded-for': address },
      )

    const wrong = Array.from({ length: 12 }, () => from('192.0.2.1', 'x'))
    const right = await from('192.0.2.2', password)
    const refused = await Promise.race(wrong.slice(5))

    expect(right.next).toBeDefined()
    expect(refused.status).toBe(429)
    const lines = JSON.stringify(limited.lines)
    expect(lines).toContain('too many attempts of this address')
    expect(lines).not.toContain(password)
    await limited.stop()
    others.pop()
    await Promise.allSettled(wrong)
  })

  it('stores one row for a visit that goes no further, which is the bounded one', async () => {
    const db = new MemoryLevel()
    const other = await another({ db })
    const rows = async () =>
      (await db.keys().all()).filter((key) => key.startsWith('table/sign-ins'))
    const before = await rows()

    for (let count = 0; count < 3; count += 1) {
      await aVisitor().go(`${other.url}/sign-in/auth?${query(other.url, {})}`)
    }

    const added = (await rows()).filter((key) => !before.includes(key))
    expect(added).toHaveLength(3)
    expect(added.every((key) => key.includes('Interaction'))).toBe(true)
  })

  it.each([
    ['of unknown length', 411, { 'transfer-encoding': 'chunked' }],
    ['over 16 KiB', 413, { 'content-length': '16385' }],
  ])('reads no body %s', async (_, status, headers) => {
    const call = request(`${url}/sign-in/token`, { method: 'POST', headers })
    call.on('error', () => undefined)
    const answered = once(call, 'response') as Promise<[IncomingMessage]>
    call.write('grant_type=')

    const [response] = await answered
    call.destroy()

    expect(response.statusCode).toBe(status)
  })

  it('allows no scripts and no frames in its pages', async () => {
    const { form } = await signIn(url, 'manager@acme', 'wrong').catch(() => ({ form: undefined }))
    const policy = form?.headers.get('content-security-policy') ?? ''

    expect(policy).toMatch(/^default-src 'none'; script-src; style-src 'sha256-/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(form?.headers.get('cache-control')).toBe('no-store')
  })

  it('rejects other clients, other redirect URIs, and requests without PKCE', async () => {
    const visitor = aVisitor()
    const ways = {
      client: { client_id: 'other' },
      place: { redirect_uri: 'https://evil.example.com/' },
      'any page in development': { redirect_uri: 'http://localhost:5173/' },
      pkce: { code_challenge: undefined, code_challenge_method: undefined },
      implicit: { response_type: 'token' },
    }
    for (const [name, change] of Object.entries(ways)) {
      const page = await visitor.go(`${url}/sign-in/auth?${query(url, change)}`)
      const went = page.next ?? `${page.status} ${page.html}`
      expect([name, went]).toEqual([name, expect.stringMatching(/invalid|did not match|error=/)])
      expect(went).not.toMatch(/(evil.example.com|5173)\/\?code/)
    }
  })

  it('redirects to the development page when that is configured', async () => {
    const { url } = await another({ isDeveloped: true })
    const change = { redirect_uri: 'http://localhost:5173/' }

    const page = await aVisitor().go(`${url}/sign-in/auth?${query(url, change)}`)

    expect(page.next ?? '').toContain('/sign-in/interaction/')
  })

  it('keeps users signed in when the router restarts with the same data', async () => {
    const db = new MemoryLevel()
    const before = await another({ db })
    const { tokens } = await signIn(before.url, 'manager@acme', password)
    await before.stop()
    const after = await another({ db, port: Number(new URL(before.url).port) })

    // The first call finds its earlier connection closed.
    const answer = await eventually(() => after.get('/webhooks', tokens?.access_token))
    const renewed = await refresh(after.url, tokens?.refresh_token)

    expect(answer.status).toBe(200)
    expect(renewed).toHaveProperty('access_token')
  })
})

function query(url: string, change: Record<string, string | undefined>): string {
  const all = {
    client_id: 'postrider-page',
    redirect_uri: `${url}/`,
    response_type: 'code',
    scope: 'openid',
    state: 's',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
    ...change,
  }
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries<string | undefined>(all)) {
    if (value !== undefined) given.set(name, value)
  }
  return given.toString()
}

function post(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields) })
}

async function refresh(url: string, token = ''): Promise<Record<string, string>> {
  const answer = await post(`${url}/sign-in/token`, {
    grant_type: 'refresh_token',
    refresh_token: token,
    client_id: 'postrider-page',
  })
  return (await answer.json()) as Record<string, string>
}
