import { describe, expect, it } from '@jest/globals'

import { sweepsIn } from '../../../adapters/stores/sweep-store.ts'
import { afterNoon, noon } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

const webhook = { marketplace: 'acme', id: 'webhook-1' }

async function aStore(clock = { now: noon }) {
  return sweepsIn(await storeTable('waiting', clock), () => clock.now)
}

describe('sweepsIn()', () => {
  it('stores how far a marketplace was swept', async () => {
    const store = await aStore()
    expect(await store.findSwept('acme')).toBeUndefined()

    await store.saveSwept('acme', afterNoon(-3600))
    await store.saveSwept('acme', afterNoon(0))

    expect(await store.findSwept('acme')).toBe(afterNoon(0))
    expect(await store.findSwept('globex')).toBeUndefined()
  })

  it("stores a webhook's recent dispatches for as long as they matter", async () => {
    const clock = { now: noon }
    const store = await aStore(clock)
    const recent = [{ at: afterNoon(0), count: 3 }]
    expect(await store.findRecentDispatches(webhook)).toEqual([])

    await store.saveRecentDispatches(webhook, recent)

    expect(await store.findRecentDispatches(webhook)).toEqual(recent)
    expect(await store.findRecentDispatches({ ...webhook, id: 'webhook-2' })).toEqual([])
    clock.now = new Date(afterNoon(60))
    expect(await store.findRecentDispatches(webhook)).toEqual([])
  })
})
