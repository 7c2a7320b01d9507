import { describe, expect, it } from '@jest/globals'

import { hashOf } from '../../../core/api-keys/api-key.ts'
import { afterNoon, noon } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const erp = { name: 'ERP', role: 'producer', expiresAt: '2027-01-31T00:00:00+01:00' }
const id = '5e1f0c7a9b3d2846'

describe('POST /api-keys', () => {
  it('shows the key once, and stores its hash', async () => {
    const world = aManagement()

    const response = await world.ask('POST /api-keys', { body: erp })

    expect(response).toEqual({
      status: 201,
      headers: { location: `/api-keys/${id}` },
      body: {
        id,
        name: 'ERP',
        role: 'producer',
        prefix: `prk_acme_${id}`,
        createdAt: noon.toISOString(),
        createdBy: 'manager-1',
        expiresAt: '2027-01-30T23:00:00.000Z',
        key: `prk_acme_${id}_${id.repeat(4)}`,
      },
    })
    const { hash } = (await world.ports.findApiKey({ marketplace: 'acme', id })) ?? {}
    expect(hash).toBe(hashOf(`prk_acme_${id}_${id.repeat(4)}`))
    expect(JSON.stringify(await world.ports.findApiKeys('acme'))).not.toContain(id.repeat(4))
  })

  it('is audited', async () => {
    const world = aManagement()

    await world.ask('POST /api-keys', { body: erp })

    const { body } = await world.ask('GET /audit')
    expect(body).toMatchObject({
      items: [
        {
          action: 'api-key.created',
          by: 'manager-1',
          apiKey: { id, name: 'ERP', role: 'producer' },
        },
      ],
    })
  })

  it('does not show the key again when the request is repeated', async () => {
    const world = aManagement()
    const request = { body: erp, headers: { 'idempotency-key': 'key-1' } }
    await world.ask('POST /api-keys', request)

    const repeated = await world.ask('POST /api-keys', request)

    expect(repeated).toEqual({
      status: 201,
      headers: { location: `/api-keys/${id}`, 'idempotency-replayed': 'true' },
    })
  })

  it.each([
    [{}, 'name: is required; role: is required'],
    [{ ...erp, name: ' ' }, 'name: must not be empty'],
    [{ ...erp, name: 'a'.repeat(101) }, 'name: must have at most 100 characters'],
    [{ ...erp, role: 'operator' }, 'role: must be one of viewer, manager, producer'],
    [{ ...erp, expiresAt: afterNoon(0) }, 'expiresAt: must be in the future'],
    [{ ...erp, expiresAt: 'tomorrow' }, 'expiresAt: must be a timestamp'],
    [{ ...erp, scope: 'all' }, 'scope: is not recognized'],
  ])('rejects %j', async (body, detail) => {
    const response = await aManagement().ask('POST /api-keys', { body })

    expect(response.status).toBe(400)
    expect(bodyOf(response)['detail']).toContain(detail)
  })

  it('rejects a key above 100', async () => {
    const world = aManagement()
    const findApiKeys = () => Promise.resolve(Array.from({ length: 100 }) as never)
    const full = aManagement({ ports: { ...world.ports, findApiKeys } })

    expect(await full.ask('POST /api-keys', { body: erp })).toMatchObject({
      status: 409,
      body: { detail: 'Cannot create the API key: there are 100; revoke one first' },
    })
  })
})

describe('An API key of a developer', () => {
  const globex = { name: 'Globex', role: 'developer', vendor: 'globex' }

  it('names its vendor', async () => {
    const world = aManagement()

    const created = await world.ask('POST /api-keys', { body: globex })

    expect(created).toMatchObject({ status: 201, body: globex })
    expect(await world.ask('GET /api-keys')).toMatchObject({ body: { items: [globex] } })
  })

  it.each([
    ['no vendor', { name: 'Globex', role: 'developer' }],
    ['a vendor for another role', { ...globex, role: 'viewer' }],
  ])('is rejected with %s', async (_, body) => {
    expect(await aManagement().ask('POST /api-keys', { body })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'vendor' }] },
    })
  })
})

describe('GET /api-keys', () => {
  it("lists the marketplace's keys, without hashes", async () => {
    const world = aManagement()
    await world.ask('POST /api-keys', { body: { name: 'ERP', role: 'viewer' } })

    expect(await world.ask('GET /api-keys')).toMatchObject({
      status: 200,
      body: { items: [{ id, name: 'ERP', role: 'viewer', prefix: `prk_acme_${id}` }] },
    })
    expect(JSON.stringify(await world.ask('GET /api-keys'))).not.toContain('hash')
    expect(await world.ask('GET /api-keys', { marketplace: 'globex' })).toMatchObject({
      body: { items: [] },
    })
  })
})

describe('DELETE /api-keys/{id}', () => {
  it('revokes a key, once, and is audited', async () => {
    const world = aManagement()
    await world.ask('POST /api-keys', { body: erp })

    expect(await world.ask(`DELETE /api-keys/${id}`)).toEqual({ status: 204 })
    expect(await world.ask(`DELETE /api-keys/${id}`)).toMatchObject({
      status: 404,
      body: { detail: `Cannot find the API key '${id}': this marketplace has none with this id` },
    })
    expect(await world.ports.findApiKeys('acme')).toEqual([])
    const { body } = await world.ask('GET /audit?action=api-key.revoked')
    expect(body).toMatchObject({ items: [{ by: 'manager-1', apiKey: { id } }] })
  })

  it('finds no key of another marketplace', async () => {
    const world = aManagement()
    await world.ask('POST /api-keys', { body: erp })

    const response = await world.ask(`DELETE /api-keys/${id}`, { marketplace: 'globex' })

    expect(response.status).toBe(404)
    expect(await world.ports.findApiKeys('acme')).toHaveLength(1)
  })
})
