import { describe, expect, it } from '@jest/globals'

import { healthIn } from '../../../adapters/stores/health-store.ts'
import { type Health, healthy } from '../../../core/health/health.ts'
import { afterNoon } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

const key = (id: string, marketplace = 'acme') => ({ marketplace, id })

/** The health of a webhook, with every attribute. */
function aHealth(id = 'webhook-1', overrides: Partial<Health> = {}): Health {
  return {
    ...healthy(key(id)),
    failures: 5,
    failingSince: afterNoon(0),
    reason: 'status 500',
    circuit: {
      openedAt: afterNoon(0),
      probes: 1,
      nextProbeAt: afterNoon(30),
      probe: { delivery: 'delivery-1', leasedUntil: afterNoon(150) },
    },
    slow: { since: afterNoon(0), limit: 3 },
    notices: [{ kind: 'recovered', at: afterNoon(0), failingSince: afterNoon(0) }],
    ...overrides,
  }
}

const aStore = async () => healthIn(await storeTable('waiting'))

describe('healthIn()', () => {
  it('finds saved health, and counts revisions', async () => {
    const store = await aStore()
    const health = aHealth()

    const isAdded = await store.replaceHealth(health, undefined)
    const isChanged = await store.replaceHealth({ ...health, failures: 6 }, health)

    expect([isAdded, isChanged]).toEqual([true, true])
    expect(await store.findHealth(key('webhook-1'))).toMatchObject({
      ...health,
      failures: 6,
      revision: 1,
    })
  })

  it('does not save when another change came first', async () => {
    const store = await aStore()
    const health = aHealth()
    await store.replaceHealth(health, undefined)
    await store.replaceHealth(health, health)

    expect(await store.replaceHealth({ ...health, failures: 9 }, health)).toBe(false)
    expect(await store.replaceHealth({ ...health, failures: 9 }, undefined)).toBe(false)
    expect(await store.replaceHealth(undefined, health)).toBe(false)
    expect(await store.findHealth(key('webhook-1'))).toMatchObject({ failures: 5, revision: 1 })
  })

  it('deletes the row, which may be missing already', async () => {
    const store = await aStore()
    await store.replaceHealth(aHealth(), undefined)

    expect(await store.replaceHealth(undefined, aHealth())).toBe(true)
    expect(await store.replaceHealth(undefined, undefined)).toBe(true)
    expect(await store.findHealth(key('webhook-1'))).toBeUndefined()
  })

  it('finds the health of all receivers of a marketplace only', async () => {
    const store = await aStore()
    await store.replaceHealth(aHealth('webhook-1'), undefined)
    await store.replaceHealth(aHealth('webhook-2'), undefined)
    await store.replaceHealth(aHealth('webhook-3', { marketplace: 'acme2' }), undefined)

    const found = await store.findAllHealth('acme')

    expect(found).toEqual([aHealth('webhook-1'), aHealth('webhook-2')])
    expect(await store.findHealth(key('webhook-3'))).toBeUndefined()
    expect(await store.findAllHealth('globex')).toEqual([])
  })
})
