import { describe, expect, it } from '@jest/globals'

import { hashOf } from '../../../core/api-keys/api-key.ts'
import { verifyBearer } from '../../../core/api-keys/verify-bearer.ts'
import { routes } from '../../../core/manage/manage.ts'
import { afterNoon } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const ann = { name: 'ann@customer.example', role: 'viewer' }
const firstId = '0'.repeat(15) + '1'

/** A world whose ids and secrets differ from each other. */
function aPortal() {
  let made = 0
  const randomHex = (bytes: number) => (made += 1).toString(16).padStart(2 * bytes, '0')
  const world = aManagement({ ports: { randomHex } })
  const tokenOf = (text: string) => {
    const verifyJwt = () => Promise.resolve({ reason: 'malformed' as const })
    const saveLastUse = () => Promise.resolve()
    const ports = { ...world.ports, verifyJwt, saveLastUse, now: () => world.now }
    return verifyBearer(`Bearer ${text}`, ports)
  }
  const claimsOf = async (text: string) => {
    const token = await tokenOf(text)
    return 'claims' in token ? token.claims : undefined
  }
  const askAs = async (text: string, line: string, asked: object = {}) =>
    world.ask(line, { ...asked, claims: await claimsOf(text) })
  return {
    world,
    tokenOf,
    claimsOf,
    askAs,
    link: async (body: object = ann) => {
      const { url } = bodyOf(await world.ask('POST /portal-links', { body })) as { url: string }
      return url.replace('https://hooks.example.com/#/portal/', '')
    },
    open: async (link: string) => {
      const { token } = bodyOf(await askAs(link, 'POST /portal-sessions')) as { token: string }
      return token
    },
    audit: async () => bodyOf(await world.ask('GET /audit'))['items'],
  }
}

describe('POST /portal-links', () => {
  it('shows a URL once, which is valid for five minutes, and stores its hash', async () => {
    const { world, audit } = aPortal()

    const response = await world.ask('POST /portal-links', { body: ann })

    const text = `prl_acme_${firstId}_${'2'.padStart(64, '0')}`
    expect(response).toEqual({
      status: 201,
      headers: { location: `/portal-links/${firstId}` },
      body: {
        ...ann,
        id: firstId,
        expiresAt: afterNoon(300),
        sessionSeconds: 3_600,
        url: `https://hooks.example.com/#/portal/${text}`,
      },
    })
    const place = { kind: 'link', marketplace: 'acme', id: firstId } as const
    const stored = await world.ports.findPortalAccess(place)
    expect(stored).toMatchObject({ hash: hashOf(text) })
    expect(JSON.stringify(stored)).not.toContain(text)
    expect(await audit()).toMatchObject([
      {
        action: 'portal-link.created',
        by: 'manager-1',
        portalLink: { id: firstId, ...ann },
      },
    ])
  })

  it('does not show the URL again when the request is repeated', async () => {
    const { world } = aPortal()
    const request = { body: ann, headers: { 'idempotency-key': 'key-1' } }
    await world.ask('POST /portal-links', request)

    const repeated = await world.ask('POST /portal-links', request)

    expect([repeated.status, repeated.body]).toEqual([201, undefined])
  })

  it.each([
    [{ linkSeconds: 10, sessionSeconds: 300 }, afterNoon(10)],
    [{ linkSeconds: 3_600, sessionSeconds: 43_200 }, afterNoon(3_600)],
  ])('accepts %j', async (seconds, expiresAt) => {
    const { world } = aPortal()

    const { status, body } = await world.ask('POST /portal-links', { body: { ...ann, ...seconds } })

    expect([status, body]).toMatchObject([201, { expiresAt }])
  })

  it.each([
    [{ ...ann, role: 'producer' }, 'role: must be one of viewer, manager'],
    [{ ...ann, role: 'developer' }, 'role: must be one of viewer, manager'],
    [{ ...ann, linkSeconds: 9 }, 'linkSeconds: must be a whole number from 10 to 3600'],
    [{ ...ann, linkSeconds: 3_601 }, 'linkSeconds: must be a whole number from 10 to 3600'],
    [{ ...ann, sessionSeconds: 299 }, 'sessionSeconds: must be a whole number from 300 to 43200'],
    [
      { ...ann, sessionSeconds: 43_201 },
      'sessionSeconds: must be a whole number from 300 to 43200',
    ],
    [{ role: 'viewer' }, 'name: is required'],
    [{ ...ann, name: ' ' }, 'name: '],
    [{ ...ann, marketplace: 'globex' }, 'marketplace: is not recognized'],
  ])('refuses %j', async (body, message) => {
    const { world } = aPortal()

    const response = await world.ask('POST /portal-links', { body })

    expect(response).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining(message) as unknown },
    })
  })

  it('refuses a role that may do more than the caller', async () => {
    const { world } = aPortal()
    const claims = { iss: 'i', sub: 's', scope: 'acme/webhooks:read acme/webhooks:write' }

    const response = await world.ask('POST /portal-links', {
      claims,
      body: { ...ann, role: 'manager' },
    })

    expect(response).toMatchObject({
      status: 403,
      body: {
        detail:
          'Cannot create the portal link: the token lacks the scope events:write, which a manager has',
      },
    })
  })
})

describe('POST /portal-sessions', () => {
  it('opens the link once, for a session with its role, and is audited by its name', async () => {
    const { link, open, askAs, tokenOf, audit } = aPortal()
    const text = await link()

    const token = await open(text)

    expect((await askAs(token, 'GET /me')).body).toEqual({
      subject: 'Portal link ann@customer.example',
      marketplace: 'acme',
      role: 'viewer',
      isPortal: true,
      scopes: ['integration:read', 'webhooks:read'],
    })
    expect(await tokenOf(text)).toEqual({ reason: 'unknown-link' })
    expect(await audit()).toContainEqual(
      expect.objectContaining({
        action: 'portal-link.opened',
        by: 'Portal link ann@customer.example',
        portalLink: { id: firstId, ...ann },
      }),
    )
  })

  it('responds with the session, until its end', async () => {
    const { world, link, askAs } = aPortal()
    const text = await link({ ...ann, sessionSeconds: 600 })
    world.now = new Date(afterNoon(60))

    const response = await askAs(text, 'POST /portal-sessions')

    expect(response).toEqual({
      status: 201,
      body: {
        ...ann,
        id: firstId,
        token: `prs_acme_${firstId}_${'3'.padStart(64, '0')}`,
        marketplace: 'acme',
        expiresAt: afterNoon(660),
      },
    })
  })

  it('opens the link for one of two requests at the same time', async () => {
    const { world, link, claimsOf, audit } = aPortal()
    const claims = await claimsOf(await link())

    const both = await Promise.all([
      world.ask('POST /portal-sessions', { claims }),
      world.ask('POST /portal-sessions', { claims }),
    ])

    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
    expect(await audit()).toHaveLength(2) // created, and opened once
  })

  it.each<[string, (portal: ReturnType<typeof aPortal>, text: string) => unknown]>([
    ['opened', ({ open }, text) => open(text)],
    ['revoked', ({ world }) => world.ask(`DELETE /portal-links/${firstId}`)],
    ['too old', ({ world }) => (world.now = new Date(afterNoon(301)))],
  ])('refuses a link that is %s, though an authorizer admitted it before', async (_, end) => {
    const portal = aPortal()
    const text = await portal.link()
    const claims = await portal.claimsOf(text)
    await end(portal, text)

    const response = await portal.world.ask('POST /portal-sessions', { claims })

    expect(response).toMatchObject({
      status: 409,
      body: {
        detail:
          'Cannot open the portal link: it was opened already, has expired or was revoked; ask for another one',
      },
    })
  })

  it('opens no link by its id for a token of another issuer', async () => {
    const { world, link } = aPortal()
    await link()
    const claims = { iss: 'https://id.example.com', sub: firstId, scope: 'acme/portal-link' }

    expect(await world.ask('POST /portal-sessions', { claims })).toMatchObject({ status: 409 })
  })
})

describe('A portal link', () => {
  it.each([
    ['before its end', 299, true],
    ['at its end', 300, false],
  ])('%s is accepted: seconds %i, %s', async (_, seconds, isAccepted) => {
    const { world, link, tokenOf } = aPortal()
    const text = await link()

    world.now = new Date(afterNoon(seconds))

    expect('claims' in (await tokenOf(text))).toBe(isAccepted)
  })

  it.each([
    ['another secret', (text: string) => `${text.slice(0, -1)}f`, 'unknown-link'],
    ['another marketplace', (text: string) => text.replace('acme', 'globex'), 'unknown-link'],
    ['the prefix of a session', (text: string) => text.replace('prl_', 'prs_'), 'unknown-session'],
    ['a part of it', (text: string) => text.slice(0, -64), 'malformed'],
  ])('is refused with %s', async (_, change, reason) => {
    const { link, tokenOf } = aPortal()

    expect(await tokenOf(change(await link()))).toEqual({ reason })
  })

  const others = routes.filter(
    ({ path, scope }) => scope !== undefined && path !== '/portal-sessions',
  )
  const lines = others.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, 'x')}`)
  it.each(lines)('does not admit to %s', async (line) => {
    const { link, askAs } = aPortal()

    const response = await askAs(await link({ ...ann, role: 'manager' }), line)

    expect(response).toMatchObject({ status: 403 })
  })
})

describe('The session of a portal link', () => {
  it.each([
    ['before its end', 3_599, true],
    ['at its end', 3_600, false],
  ])('%s is accepted: seconds %i, %s', async (_, seconds, isAccepted) => {
    const { world, link, open, tokenOf } = aPortal()
    const token = await open(await link())

    world.now = new Date(afterNoon(seconds))

    expect('claims' in (await tokenOf(token))).toBe(isAccepted)
  })

  it.each([
    ['POST /portal-links', { ...ann, role: 'viewer' }],
    [`DELETE /portal-links/${firstId}`, undefined],
    ['GET /api-keys', undefined],
    ['POST /api-keys', { name: 'ERP', role: 'viewer' }],
    ['DELETE /api-keys/5e1f0c7a9b3d2846', undefined],
    ['POST /products/crm/integration/credentials', {}],
  ])('makes and ends nothing that is not its own: %s', async (line, body) => {
    const { link, open, askAs } = aPortal()
    const session = await open(await link({ ...ann, role: 'manager' }))

    const response = await askAs(session, line, { ...(body && { body }) })

    expect(response).toMatchObject({
      status: 403,
      body: { detail: `Cannot ${line}: the session of a portal link may not do that` },
    })
  })

  it('of a manager reads a signing secret, and is on record', async () => {
    const { world, link, open, askAs, audit } = aPortal()
    const body = { url: 'https://crm.example.com', events: ['*'] }
    const { id } = bodyOf(await world.ask('POST /webhooks', { body })) as { id: string }
    const session = await open(await link({ ...ann, role: 'manager' }))

    expect(await askAs(session, `GET /webhooks/${id}/secret`)).toMatchObject({ status: 200 })
    expect(await audit()).toContainEqual(
      expect.objectContaining({
        action: 'secret.shown',
        by: 'Portal link ann@customer.example',
      }),
    )
  })
})

describe('DELETE /portal-links/{id}', () => {
  it('revokes a link that was not opened, and is audited', async () => {
    const { world, link, tokenOf, audit } = aPortal()
    const text = await link()

    const response = await world.ask(`DELETE /portal-links/${firstId}`)

    expect(response).toEqual({ status: 204 })
    expect(await tokenOf(text)).toEqual({ reason: 'unknown-link' })
    expect(await audit()).toContainEqual(
      expect.objectContaining({
        action: 'portal-link.revoked',
        by: 'manager-1',
        portalLink: { id: firstId, ...ann },
      }),
    )
  })

  it('ends the session of a link that was opened', async () => {
    const { world, link, open, tokenOf } = aPortal()
    const token = await open(await link())

    const response = await world.ask(`DELETE /portal-links/${firstId}`)

    expect(response).toEqual({ status: 204 })
    expect(await tokenOf(token)).toEqual({ reason: 'unknown-session' })
  })

  it.each([
    ['is unknown', {}],
    ['is of another marketplace', { marketplace: 'globex' }],
  ])('responds with 404 when it %s', async (what, asked) => {
    const { world, link } = aPortal()
    if (what !== 'is unknown') await link()

    expect(await world.ask(`DELETE /portal-links/${firstId}`, asked)).toMatchObject({
      status: 404,
      body: {
        detail: expect.stringContaining(`Cannot find the portal link '${firstId}'`) as unknown,
      },
    })
  })

  it('responds with 404 when its session has ended', async () => {
    const { world, link, open } = aPortal()
    await open(await link())
    world.now = new Date(afterNoon(3_601))

    expect(await world.ask(`DELETE /portal-links/${firstId}`)).toMatchObject({ status: 404 })
  })
})

describe('An API key that made a portal link', () => {
  const endings: [string, (key: MadeByKey) => unknown][] = [
    ['is revoked', ({ world, keyId }) => world.ask(`DELETE /api-keys/${keyId}`)],
    ['expires', ({ world }) => (world.now = new Date(afterNoon(600)))],
  ]
  it.each(endings)(
    'ends the session and a link that is not opened yet, when it %s',
    async (_, end) => {
      const made = await madeByKey()
      const { tokenOf, link, session } = made
      expect([await tokenOf(link), await tokenOf(session)]).toEqual([accepted, accepted])

      await end(made)

      const expired = { reason: 'expired' }
      expect([await tokenOf(link), await tokenOf(session)]).toEqual([expired, expired])
    },
  )

  it('ends no link of a person, and none of another key', async () => {
    const { world, tokenOf, link, session, key, linkOfPerson } = await madeByKey()
    const ofPerson = await linkOfPerson()
    const { id } = await key()

    await world.ask(`DELETE /api-keys/${id}`)

    expect(await Promise.all([link, session, ofPerson].map(tokenOf))).toEqual(
      Array(3).fill(accepted),
    )
  })

  const accepted = { claims: expect.anything() as unknown }

  /** A link that is not opened, and the session of another one, which a key made that is valid for 10 minutes. */
  async function madeByKey() {
    const portal = aPortal()
    const key = async () => {
      const body = { name: 'Shop', role: 'manager', expiresAt: afterNoon(600) }
      return bodyOf(await portal.world.ask('POST /api-keys', { body })) as {
        id: string
        key: string
      }
    }
    const { id: keyId, key: text } = await key()
    const linkOfKey = async () => {
      const body = { ...ann, linkSeconds: 3_600 }
      const { url } = bodyOf(await portal.askAs(text, 'POST /portal-links', { body })) as {
        url: string
      }
      return url.replace(/^.*\/portal\//, '')
    }
    const session = await portal.open(await linkOfKey())
    return { ...portal, linkOfPerson: portal.link, key, keyId, session, link: await linkOfKey() }
  }
  type MadeByKey = Awaited<ReturnType<typeof madeByKey>>
})
