import { describe, expect, it } from '@jest/globals'

import { webhooksIn } from '../../../adapters/stores/webhook-store.ts'
import { anEntry, aWebhook } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

async function aStore(marketplaces: readonly string[]) {
  const store = webhooksIn(await storeTable('webhooks'))
  for (const marketplace of marketplaces) {
    await store.addWebhook(aWebhook({ marketplace }), anEntry({ marketplace }))
  }
  return store
}

describe('findMarketplaces()', () => {
  it('finds each marketplace once, in the order of their names', async () => {
    const store = await aStore(['globex', 'acme'])
    const second = aWebhook({ id: 'webhook-2' })
    await store.addWebhook(second, anEntry({ webhook: 'webhook-2' }))

    expect(await store.findMarketplaces(undefined, 10)).toEqual(['acme', 'globex'])
  })

  it('keeps one whose last webhook was deleted', async () => {
    const store = await aStore(['acme'])
    await store.deleteWebhook(aWebhook(), anEntry({ action: 'webhook.deleted' }))

    expect(await store.findMarketplaces(undefined, 10)).toEqual(['acme'])
  })

  it('continues after a marketplace, also with one whose name begins like it', async () => {
    const names = ['a', 'a-b', 'a1', 'a_b', 'ab', 'b', 'marketplaces']
    const store = await aStore(names)

    const found: string[] = []
    for (let last: string | undefined; ;) {
      const [next] = await store.findMarketplaces(last, 1)
      if (next === undefined) break
      found.push(next)
      last = next
    }

    expect(found.sort()).toEqual([...names].sort())
    expect(await store.findMarketplaces('a', 3)).toHaveLength(3)
  })

  it('lists no webhooks of a marketplace', async () => {
    const store = await aStore(['acme'])

    expect(await store.findWebhooks('#marketplaces')).toEqual([])
    expect(await store.findWebhooks('acme')).toHaveLength(1)
  })
})
