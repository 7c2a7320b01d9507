import { describe, expect, it } from '@jest/globals'

import { registeredMarketplacesIn } from '../../../adapters/stores/registered-marketplaces.ts'
import { webhooksIn } from '../../../adapters/stores/webhook-store.ts'
import { registrationOf } from '../../../core/marketplaces/marketplace.ts'
import { aWebhook, anEntry, noon } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

async function aStore() {
  const table = await storeTable('webhooks')
  return { ...webhooksIn(table), ...registeredMarketplacesIn(table) }
}

function registration(name: string, by = 'operator') {
  const { marketplace, entry } = registrationOf({ name }, { by, at: noon.toISOString() })
  return [marketplace, entry] as const
}

describe('addMarketplace()', () => {
  it('registers one of two names that look alike, and writes only its audit entry', async () => {
    const store = await aStore()

    const saved = await Promise.all(
      ['acme-eu', 'Acme_EU'].map((name) => store.addMarketplace(...registration(name))),
    )

    const [winner, loser] = saved[0] === true ? ['acme-eu', 'Acme_EU'] : ['Acme_EU', 'acme-eu']
    expect(saved.filter(Boolean)).toHaveLength(1)
    expect(await store.findMarketplace(loser)).toMatchObject({ name: winner })
    const page = { limit: 10, from: undefined }
    expect((await store.listAudit(winner, {}, page)).entries).toHaveLength(1)
    expect((await store.listAudit(loser, {}, page)).entries).toEqual([])
  })

  it('adds nothing that a sweep has to look at', async () => {
    const store = await aStore()

    await store.addMarketplace(...registration('acme'))

    expect(await store.findMarketplaces(undefined, 10)).toEqual([])
  })

  it('stays when the marketplace gets its first webhook', async () => {
    const store = await aStore()
    await store.addMarketplace(...registration('acme', 'otto'))

    await store.addWebhook(aWebhook(), anEntry())

    expect(await store.findMarketplace('acme')).toMatchObject({ createdBy: 'otto' })
  })
})
