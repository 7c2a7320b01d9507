import { describe, expect, it } from '@jest/globals'

import { type ApiKey, apiKeyText, hashOf } from '../../../core/api-keys/api-key.ts'
import { verifyBearer } from '../../../core/api-keys/verify-bearer.ts'
import { callerFrom } from '../../../core/api/caller.ts'
import { apiKeysIn } from '../../../adapters/stores/api-key-store.ts'
import { portalIn } from '../../../adapters/stores/portal-store.ts'
import { afterNoon, anEntry, noon } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

const id = '5e1f0c7a9b3d2846'
const text = apiKeyText({ marketplace: 'acme_shop-1', id }, 'ab'.repeat(32))

const aKey = (overrides: Partial<ApiKey> = {}): ApiKey => ({
  id,
  marketplace: 'acme_shop-1',
  name: 'ERP',
  role: 'producer',
  hash: hashOf(text),
  createdAt: afterNoon(-60),
  createdBy: 'manager-1',
  ...overrides,
})

async function aVerifier(...keys: ApiKey[]) {
  const table = await storeTable('webhooks')
  const store = { ...apiKeysIn(table), ...portalIn(table) }
  for (const key of keys) await store.addApiKey(key, anEntry())
  const verifyJwt = (token: string) => Promise.resolve({ claims: { token } })
  const ports = { ...store, verifyJwt, now: () => noon }
  return { store, verify: (header: string | null) => verifyBearer(header, ports) }
}

describe('verifyBearer()', () => {
  it('identifies the program of an API key', async () => {
    const { verify } = await aVerifier(aKey())

    const token = await verify(`Bearer ${text}`)

    expect('claims' in token && callerFrom(token.claims)).toEqual({
      subject: 'API key ERP',
      account: `["urn:postrider:api-keys","${id}"]`,
      marketplace: 'acme_shop-1',
      scopes: new Set(['events:write']),
    })
  })

  it.each<[string, string | null, object]>([
    ['no header', null, { reason: 'missing' }],
    ['another scheme', 'Basic YTpi', { reason: 'missing' }],
    ['another secret', `Bearer ${text.slice(0, -1)}0`, { reason: 'unknown-key' }],
    ['another id', `Bearer ${text.replace(id, id.toUpperCase())}`, { reason: 'malformed' }],
    ['another marketplace', `Bearer ${text.replace('acme', 'other')}`, { reason: 'unknown-key' }],
    ['a part of a key', `Bearer ${text.slice(0, -64)}`, { reason: 'malformed' }],
    ['an access token', 'Bearer eyJh', { claims: { token: 'eyJh' } }],
  ])('handles %s', async (_, header, expected) => {
    const { verify } = await aVerifier(aKey())

    expect(await verify(header)).toEqual(expected)
  })

  it('rejects a key from its expiry on', async () => {
    const now = await aVerifier(aKey({ validUntil: afterNoon(0) }))
    const later = await aVerifier(aKey({ validUntil: afterNoon(1) }))

    expect(await now.verify(`Bearer ${text}`)).toEqual({ reason: 'expired' })
    expect(await later.verify(`Bearer ${text}`)).toMatchObject({ claims: { sub: id } })
  })

  it('rejects a revoked key, and does not restore it by its last use', async () => {
    const { store, verify } = await aVerifier(aKey())
    await store.revokeApiKey(aKey(), anEntry())
    await store.saveLastUse(aKey(), noon.toISOString())

    expect(await verify(`Bearer ${text}`)).toEqual({ reason: 'unknown-key' })
  })

  it.each([
    ['was never used', undefined, afterNoon(0)],
    ['was used an hour ago', afterNoon(-3600), afterNoon(0)],
    ['was used within the hour', afterNoon(-3599), afterNoon(-3599)],
  ])('saves the use of a key that %s', async (_, lastUsedAt, expected) => {
    const { store, verify } = await aVerifier(aKey(lastUsedAt === undefined ? {} : { lastUsedAt }))

    await verify(`Bearer ${text}`)

    expect(await store.findApiKey(aKey())).toMatchObject({ lastUsedAt: expected })
  })
})
