import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { SignJWT, UnsecuredJWT } from 'jose'

import { signOperatorToken, signToken } from '../../adapters/sign-in/own-tokens.ts'
import { type GrantedRole, operator, roles, scopeOf } from '../../core/api/caller.ts'
import { routes } from '../../core/manage/manage.ts'
import { anIntegrationEvent } from '../support/integration-events.ts'
import { aRouter, apiOf, someKeys, testPassword, type TestRouter } from '../support/router.ts'
import { signIn } from '../support/visitor.ts'

/**
 * Every route of the API, over HTTP, with every role and with invalid tokens. The expectations are
 * derived from the routes, so a new route is covered automatically.
 */
const keys = someKeys()
const password = testPassword
const unknown = '00000000-0000-4000-8000-000000000000'
const guarded = routes.filter(
  ({ scope, isForAnyRole }) => scope !== undefined || isForAnyRole === true,
)
const people = ['viewer', 'manager'] as const
const all: readonly GrantedRole[] = ['viewer', 'manager', 'producer', 'developer/globex']
const callers = ['viewer', 'manager', 'producer', 'developer', operator] as const

type AnyRoute = (typeof routes)[number]

const lineOf = ({ method, path }: AnyRoute) => `${method} ${path}`
const isOfOperators = ({ scope }: AnyRoute) => scope === operator
const isAllowed = (route: AnyRoute, role: (typeof callers)[number]) => {
  if (role === operator || isOfOperators(route)) return role === operator && isOfOperators(route)
  return route.scope === undefined || (roles[role] as readonly string[]).includes(route.scope)
}
/** What the session of a portal link may not do, whatever its role. */
const isClosed = (route: AnyRoute, who: string) =>
  who.endsWith('a portal link') && route.isClosedToPortals === true

describe('The authorization', () => {
  let router: TestRouter
  const tokens = new Map<string, string>()

  beforeAll(async () => {
    router = await aRouter({ keys })
    for (const role of all) {
      tokens.set(`${role} by npm run token`, await signToken(keys.tokenKey, 'acme', role))
      tokens.set(`${role} by an API key`, (await apiKey(role)).key)
    }
    for (const role of people) {
      const signedIn = await signIn(router.url, `${role}@acme`, password)
      tokens.set(`${role} who signed in`, signedIn.tokens?.access_token ?? '')
      tokens.set(`${role} by a portal link`, await portalSession(await portalLink(role)))
    }
    tokens.set('operator by npm run token', await signOperatorToken(keys.tokenKey))
    tokens.set('operator by a group', await ours({ groups: ['staff', operator] }))
  })

  afterAll(() => router.stop())

  const apiKey = async (granted: GrantedRole) => {
    const [role, vendor] = granted.split('/')
    const given = { name: granted, role, ...(vendor !== undefined && { vendor }) }
    const { body } = await router.as('manager')('POST', '/api-keys', given)
    return body as { id: string; key: string }
  }

  const portalLink = async (role: string) => {
    const { body } = await router.as('manager')('POST', '/portal-links', { name: role, role })
    return (body as { url: string }).url.replace(`${router.url}/#/portal/`, '')
  }

  const portalSession = async (link: string) => {
    const api = apiOf(router.url, () => Promise.resolve(link))
    return ((await api('POST', '/portal-sessions')).body as { token: string }).token
  }

  /** Sends no body and an unknown id, so that nothing is changed. */
  const ask = async ({ method, path }: AnyRoute, token: string | undefined, id = unknown) => {
    const response = await fetch(`${router.url}${path.replace(/\{\w+\}/g, id)}`, {
      method,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    })
    return { status: response.status, body: await response.text() }
  }

  it('applies to every route except the public ones', () => {
    const open = routes.filter((route) => !guarded.includes(route)).map(lineOf)

    expect(open).toEqual([
      'GET /health',
      'GET /openapi.json',
      'GET /.well-known/webhook-keys/{marketplace}/{id}',
    ])
  })

  it.each(guarded.map((route) => [lineOf(route), route] as const))(
    'of %s follows its scope',
    async (_, route) => {
      for (const [who, token] of tokens) {
        const role = callers.find((one) => who.startsWith(one)) ?? 'viewer'
        const { status, body } = await ask(route, token)

        if (isAllowed(route, role) && isClosed(route, who)) {
          expect([who, status]).toEqual([who, 403])
          expect(body).toContain('the session of a portal link may not do that')
        } else if (isAllowed(route, role)) {
          expect([who, [401, 403].includes(status) || status >= 500]).toEqual([who, false])
        } else {
          expect([who, status]).toEqual([who, 403])
          expect(body).toContain(
            role === operator
              ? "the token is an operator's, which belongs to no marketplace"
              : `the token lacks the scope ${route.scope ?? ''}`,
          )
        }
      }
    },
  )

  it.each(guarded.map((route) => [lineOf(route), route] as const))(
    'of %s requires a valid token',
    async (_, route) => {
      for (const [what, token] of await badTokens(router.url)) {
        const { status } = await ask(route, token)

        expect([what, status]).toEqual([what, 401])
      }
    },
  )

  it.each(guarded.map((route) => [lineOf(route), route] as const))(
    'of %s requires exactly one marketplace, or an operator',
    async (_, route) => {
      const several = ['acme/webhooks:read globex/webhooks:read', 'operator acme/webhooks:read']
      for (const scope of ['openid', ...several]) {
        expect([scope, (await ask(route, await ours({ scope }))).status]).toEqual([scope, 403])
      }
    },
  )

  it.each(guarded.map((route) => [lineOf(route), route] as const))(
    'of %s is for portal links only if it opens them, once',
    async (line, route) => {
      const link = await portalLink('manager')
      const first = await ask(route, link)
      const second = await ask(route, link)

      const statuses = line === 'POST /portal-sessions' ? [201, 401] : admitted(route)
      expect([first.status, second.status]).toEqual(statuses)
    },
  )

  it('ends for a portal link and its session when it is revoked', async () => {
    const link = await portalLink('viewer')
    const session = apiOf(router.url, () => Promise.resolve(opened))
    const opened = await portalSession(link)
    const before = await session('GET', '/webhooks')

    await router.as('manager')('DELETE', `/portal-links/${link.split('_')[2] ?? ''}`)

    expect(before.status).toBe(200)
    expect(await session('GET', '/webhooks')).toMatchObject({
      status: 401,
      body: {
        detail: 'Unauthorized: the bearer token is of a portal session that has ended',
      },
    })
  })

  it('ends for an API key when it is revoked', async () => {
    const { id, key } = await apiKey('viewer')
    const api = apiOf(router.url, () => Promise.resolve(key))
    const before = await api('GET', '/webhooks')

    await router.as('manager')('DELETE', `/api-keys/${id}`)

    expect(before.status).toBe(200)
    expect(await api('GET', '/webhooks')).toMatchObject({
      status: 401,
      body: {
        detail: 'Unauthorized: the bearer token is an API key that is unknown or was revoked',
      },
    })
  })

  describe('with a token of another marketplace', () => {
    const ids: string[] = []

    beforeAll(async () => {
      const acme = apiOf(router.url, () => signToken(keys.tokenKey, 'acme', 'manager'))
      const created = await acme('POST', '/webhooks', {
        url: 'https://crm.example.com/hook',
        resource: 'USER',
        actions: ['ADDED'],
        enabled: false,
      })
      const { id } = created.body as { id: string }
      ids.push(id)
      const event = { uuid: unknown, timestamp: 1, resource: { type: 'USER', uuid: 'u' } }
      await acme('POST', '/events', { ...event, resourceAction: 'ADDED' })
    })

    it.each(
      guarded.filter(({ path }) => path.includes('{')).map((one) => [lineOf(one), one] as const),
    )('%s answers for an existing id as for an unknown one', async (_, route) => {
      const globex = await signToken(keys.tokenKey, 'globex', 'manager')

      for (const id of ids) {
        const there = await ask(route, globex, id)
        const notThere = await ask(route, globex, unknown.replace('4', '5'))

        expect(there.status).toBe(notThere.status)
        expect(there.status).toBeGreaterThanOrEqual(400)
        expect(there.body.replaceAll(id, '')).toBe(
          notThere.body.replaceAll(unknown.replace('4', '5'), ''),
        )
      }
    })

    it.each(
      guarded
        .filter((one) => one.method === 'GET' && !one.path.includes('{') && !isOfOperators(one))
        .filter(({ path }) => path !== '/stats') // which needs the ids of webhooks
        .map((one) => [lineOf(one), one] as const),
    )('%s lists nothing', async (_, route) => {
      const globex = await signToken(keys.tokenKey, 'globex', 'manager')

      const { status, body } = await ask(route, globex)

      expect(status).toBe(200)
      for (const id of ids) expect(body).not.toContain(id)
      expect(body).not.toContain('acme')
    })
  })

  describe('of a developer', () => {
    const paths = [
      '/products/crm',
      '/products/crm/integration',
      '/api/channel/v1/events',
      '/products',
      '/integration-events',
    ]

    beforeAll(async () => {
      const manager = router.as('manager')
      await manager('POST', '/products', { id: 'crm', name: 'CRM', vendor: 'globex' })
      await manager('PUT', '/products/crm/integration', {
        endpoints: { DEFAULT: 'https://crm.example.com/?url={eventUrl}' },
        authentication: { type: 'OAUTH1' },
        enabled: false,
      })
      const event = { ...anIntegrationEvent('USER_UPDATED'), product: 'crm' }
      await manager('POST', '/integration-events', event)
    })

    it.each(paths)("includes its vendor's objects: GET %s", async (path) => {
      const { status, body } = await router.as('developer/globex')('GET', path)

      expect(status).toBe(200)
      expect(JSON.stringify(body)).toContain('crm')
    })

    it.each(paths)("excludes another vendor's objects: GET %s", async (path) => {
      const { status, body } = await router.as('developer/initech')('GET', path)

      expect(status).toBe(path.includes('crm') ? 404 : 200)
      expect(JSON.stringify(body)).not.toContain('globex')
      expect(JSON.stringify(body)).not.toContain('crm.example.com')
      if (status === 200) expect(JSON.stringify(body)).not.toContain('crm')
    })

    it.each([
      ['POST', '/products', { name: 'Mail', vendor: 'globex' }],
      ['PATCH', '/products/crm', { name: 'Mail' }],
      ['DELETE', '/products/crm', undefined],
    ])('excludes %s %s', async (method, path, body) => {
      const response = await router.as('developer/globex')(method, path, body)

      expect(response).toMatchObject({ status: 403 })
    })
  })

  it('GET /me returns the caller of each token', async () => {
    for (const [who, token] of tokens) {
      const granted = all.find((one) => who.startsWith(one))
      if (granted === undefined) continue // an operator's is refused, as tested above
      const role = isRole(granted) ? granted : 'developer'
      const answer = await router.get('/me', token)

      expect(await answer.json()).toEqual({
        subject: subjectOf(who, granted),
        marketplace: 'acme',
        role,
        scopes: [...roles[role]].sort(),
        ...(role === 'developer' && { vendor: 'globex' }),
        ...(who.endsWith('a portal link') && { isPortal: true }),
      })
    }
  })
})

/** What a link's token gets from a route that does not open it: `/me` is for any token of a marketplace. */
function admitted({ scope }: AnyRoute): number[] {
  return scope === undefined ? [200, 200] : [403, 403]
}

function subjectOf(who: string, granted: GrantedRole): string {
  if (who.endsWith('an API key')) return `API key ${granted}`
  return who.endsWith('a portal link') ? `Portal link ${granted}` : `${granted}@acme`
}

function isRole(granted: GrantedRole): granted is Exclude<GrantedRole, `developer/${string}`> {
  return granted in roles
}

/** A token as `npm run token` signs them. */
function ours(claims: Record<string, unknown>) {
  return sign(claims, 'urn:postrider:embedded', 'postrider')
}

/** Tokens of a manager of acme, each with one error. */
async function badTokens(url: string): Promise<[string, string | undefined][]> {
  const [issuer, audience] = ['urn:postrider:embedded', 'postrider']
  const scope = scopeOf('acme', 'manager')
  const good = await sign({ scope }, issuer, audience)
  const [header = '', payload = '', signature = ''] = good.split('.')
  const other = Buffer.from(
    JSON.stringify({ sub: 'a', scope, iss: issuer, aud: audience, exp: 9e9 }),
  )
  return [
    ['none', undefined],
    ['no token at all', 'x'],
    ['expired', await sign({ scope, exp: 1_700_000_000 }, issuer, audience)],
    ['without an expiry', await sign({ scope, exp: undefined }, issuer, audience)],
    ['of another issuer', await sign({ scope }, 'https://id.example.com', audience)],
    [
      'of the issuer of the sign-in, with the other key',
      await sign({ scope }, `${url}/sign-in`, 'urn:postrider:api'),
    ],
    ['for another audience', await sign({ scope }, issuer, 'somebody-else')],
    ["for the page, which is the ID token's", await sign({ scope }, issuer, 'postrider-page')],
    ['not valid yet', await sign({ scope, nbf: 9e9 }, issuer, audience)],
    ['with another key', await sign({ scope }, issuer, audience, someKeys().tokenKey)],
    [
      'with an invalid signature',
      [header, payload, signature.replace(/^./, (it) => (it === 'A' ? 'B' : 'A'))].join('.'),
    ],
    ['with another payload', [header, other.toString('base64url'), signature].join('.')],
    ['without its signature', [header, payload, ''].join('.')],
    [
      'with alg none',
      new UnsecuredJWT({ sub: 'a', scope })
        .setIssuer(issuer)
        .setAudience(audience)
        .setExpirationTime('1h')
        .encode(),
    ],
    ['an ID token of the sign-in', (await signIn(url, 'manager@acme', password)).tokens?.id_token],
  ]
}

function sign(
  claims: Record<string, unknown>,
  issuer: string,
  audience: string,
  key = keys.tokenKey,
) {
  return new SignJWT({ sub: 'a', exp: Math.floor(Date.now() / 1000) + 60, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience(audience)
    .sign(key)
}
