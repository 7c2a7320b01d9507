import { describe, expect, it } from '@jest/globals'

import { portalIn } from '../../../adapters/stores/portal-store.ts'
import { apiKeysIn } from '../../../adapters/stores/api-key-store.ts'
import type { PortalAccess } from '../../../core/api-keys/portal-link.ts'
import { afterNoon, anEntry, noon } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

const link: PortalAccess = {
  kind: 'link',
  id: '5e1f0c7a9b3d2846',
  marketplace: 'acme',
  name: 'ann@customer.example',
  role: 'viewer',
  hash: 'x',
  validUntil: afterNoon(300),
  sessionSeconds: 3_600,
}
const session: PortalAccess = { ...link, kind: 'session', hash: 'y', validUntil: afterNoon(3_600) }

async function aStore() {
  const clock = { now: noon }
  const table = await storeTable('webhooks', clock)
  const store = { ...portalIn(table), ...apiKeysIn(table) }
  await store.addPortalLink(link, anEntry())
  return { clock, store, found: () => Promise.all([link, session].map(store.findPortalAccess)) }
}

describe('portalIn()', () => {
  it('finds a link until it expires', async () => {
    const { clock, store, found } = await aStore()

    expect(await found()).toEqual([link, undefined])
    expect(await store.findPortalAccess({ ...link, marketplace: 'globex' })).toBeUndefined()
    clock.now = new Date(afterNoon(301))
    expect(await found()).toEqual([undefined, undefined])
  })

  it('does not list links as API keys', async () => {
    const { store } = await aStore()

    expect(await store.findApiKeys('acme')).toEqual([])
  })

  it('replaces the link by its session, once', async () => {
    const { store, found } = await aStore()
    const entries = ['a', 'b'].map((by) => anEntry({ by }))

    const opened = await Promise.all(
      entries.map((entry, number) =>
        store.openPortalLink({ ...session, hash: `${number}` }, entry),
      ),
    )

    expect(opened.toSorted()).toEqual([false, true])
    const hash = `${opened.indexOf(true)}`
    expect(await found()).toEqual([undefined, { ...session, hash }])
  })

  it('revokes a link, and its session', async () => {
    const { store, found } = await aStore()
    await store.openPortalLink(session, anEntry({ by: 'a' }))

    await store.revokePortalLink(link, anEntry({ by: 'b' }))

    expect(await found()).toEqual([undefined, undefined])
    expect(await store.openPortalLink(session, anEntry({ by: 'c' }))).toBe(false)
  })
})
