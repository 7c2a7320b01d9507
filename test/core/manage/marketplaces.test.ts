import { describe, expect, it } from '@jest/globals'

import { noon } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const acme = { name: 'acme', description: 'Acme Cloud Store' }
const view = { ...acme, createdAt: noon.toISOString(), createdBy: 'operator-1' }

async function aWorldWith(names: readonly string[]) {
  const world = aManagement()
  for (const name of names) await world.ask('POST /marketplaces', { body: { name } })
  return world
}

describe('POST /marketplaces', () => {
  it('registers a marketplace', async () => {
    const world = aManagement()

    const response = await world.ask('POST /marketplaces', { body: acme })

    expect(response).toEqual({
      status: 201,
      headers: { location: '/marketplaces/acme' },
      body: view,
    })
    expect(await world.ask('GET /marketplaces/acme')).toMatchObject({ status: 200, body: view })
  })

  it("is the first entry of the marketplace's audit log", async () => {
    const world = await aWorldWith(['acme'])

    const { body } = await world.ask('GET /audit')

    expect(body).toMatchObject({
      items: [{ action: 'marketplace.created', by: 'operator-1', at: noon.toISOString() }],
    })
    expect(await world.ask('GET /audit', { marketplace: 'globex' })).toMatchObject({
      body: { items: [] },
    })
  })

  it.each([
    ['acme-eu', "Cannot register the marketplace 'acme-eu': it is registered already"],
    ['ACME-eu', `Cannot register the marketplace 'ACME-eu': ${differsFrom('acme-eu')}`],
    ['acme_eu', `Cannot register the marketplace 'acme_eu': ${differsFrom('acme-eu')}`],
    ['acmeeu', `Cannot register the marketplace 'acmeeu': ${differsFrom('acme-eu')}`],
  ])('rejects %s when acme-eu is registered', async (name, detail) => {
    const world = await aWorldWith(['acme-eu'])

    const response = await world.ask('POST /marketplaces', { body: { name } })

    expect(response).toMatchObject({ status: 409, body: { detail } })
    expect(await world.ask(`GET /marketplaces/${name}`)).toMatchObject({
      status: name === 'acme-eu' ? 200 : 404,
    })
  })

  it('registers a marketplace that has webhooks, which stay', async () => {
    const world = aManagement()
    const webhook = { url: 'https://crm.example.com', events: ['*'] }
    const { id } = bodyOf(await world.ask('POST /webhooks', { body: webhook }))

    expect(await world.ask('POST /marketplaces', { body: acme })).toMatchObject({ status: 201 })
    await world.ask('POST /webhooks', { body: { ...webhook, url: 'https://erp.example.com' } })

    expect(await world.ask(`GET /webhooks/${String(id)}`)).toMatchObject({ status: 200 })
    expect(await world.ask('GET /marketplaces/acme')).toMatchObject({ body: view })
  })

  it.each([
    [{}, 'name: is required'],
    [{ name: 'acme#1' }, 'name: must be 1 to 63 letters, digits, "-" or "_"'],
    [{ name: '-acme' }, 'name: must be 1 to 63 letters, digits, "-" or "_"'],
    [{ name: 'a'.repeat(64) }, 'name: must be 1 to 63 letters, digits, "-" or "_"'],
    [{ name: 'Postrider_Canary' }, 'name: is reserved for the router itself'],
    [{ ...acme, description: ' ' }, 'description: must not be empty'],
    [{ ...acme, description: 'a'.repeat(501) }, 'description: must have at most 500 characters'],
    [{ ...acme, description: 'a\u0000' }, 'description: must have no control characters'],
    [{ ...acme, role: 'manager' }, 'role: is not recognized'],
  ])('rejects %j', async (body, detail) => {
    const response = await aManagement().ask('POST /marketplaces', { body })

    expect(response.status).toBe(400)
    expect(bodyOf(response)['detail']).toContain(detail)
  })

  it('registers one marketplace when the request is repeated with its Idempotency-Key', async () => {
    const world = aManagement()
    const request = { body: acme, headers: { 'idempotency-key': 'key-1' } }
    await world.ask('POST /marketplaces', request)

    const repeated = await world.ask('POST /marketplaces', request)

    expect(repeated).toMatchObject({ status: 201, body: view })
  })
})

describe('GET /marketplaces', () => {
  it('lists 1,000 marketplaces in pages, each once and by name', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `shop-${String(index * 7 + 1000)}`)
    const world = await aWorldWith(names.toReversed())

    const listed: unknown[] = []
    let pages = 0
    for (let cursor: unknown; pages === 0 || cursor !== undefined; pages += 1) {
      const query = { limit: '100', ...(typeof cursor === 'string' && { cursor }) }
      const { items, cursor: next } = bodyOf(await world.ask('GET /marketplaces', { query }))
      listed.push(...(items as { name: string }[]).map(({ name }) => name))
      cursor = next
    }

    expect(pages).toBe(10)
    expect(listed).toEqual(names)
  })

  it('lists registered marketplaces only', async () => {
    const world = await aWorldWith(['globex'])
    await world.ask('POST /webhooks', { body: { url: 'https://a.example.com', events: ['*'] } })

    const { items } = bodyOf(await world.ask('GET /marketplaces'))

    expect(items).toMatchObject([{ name: 'globex' }])
  })

  it.each([
    [{ limit: '0' }, 'limit'],
    [{ cursor: 'x' }, 'cursor'],
    [{ search: 'a' }, 'search'],
  ])('rejects the query %j', async (query, name) => {
    const response = await aManagement().ask('GET /marketplaces', { query })

    expect(response.status).toBe(400)
    expect(bodyOf(response)['detail']).toContain(name)
  })
})

describe('GET /marketplaces/{name}', () => {
  it('names a marketplace that is not registered', async () => {
    expect(await aManagement().ask('GET /marketplaces/acme')).toMatchObject({
      status: 404,
      body: { detail: "Cannot find the marketplace 'acme': none is registered with this name" },
    })
  })
})

describe('An operator', () => {
  it.each(['GET /me', 'GET /webhooks', 'POST /webhooks', 'GET /audit', 'POST /api-keys'])(
    'cannot %s',
    async (line) => {
      const response = await aManagement().ask(line, { role: 'operator', body: {} })

      expect(response).toMatchObject({
        status: 403,
        body: { detail: `Cannot ${line}: ${ofOperator}` },
      })
    },
  )

  it.each(['viewer', 'manager', 'producer'] as const)('is not a %s', async (role) => {
    const response = await aManagement().ask('POST /marketplaces', { role, body: acme })

    expect(response).toMatchObject({
      status: 403,
      body: { detail: 'Cannot POST /marketplaces: the token lacks the scope operator' },
    })
  })

  it('cannot be of a marketplace too', async () => {
    const claims = { sub: 'x', scope: 'operator acme/webhooks:read' }

    for (const line of ['GET /marketplaces', 'GET /webhooks', 'GET /me']) {
      expect(await aManagement().ask(line, { claims })).toMatchObject({ status: 403 })
    }
  })
})

const ofOperator = "the token is an operator's, which belongs to no marketplace"

function differsFrom(name: string): string {
  return `it differs from '${name}' only in case, "-" and "_"`
}
