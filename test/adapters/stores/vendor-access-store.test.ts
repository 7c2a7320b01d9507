import { describe, expect, it } from '@jest/globals'

import { vendorAccessIn } from '../../../adapters/stores/vendor-access-store.ts'
import { noon } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

const product = { marketplace: 'acme', id: 'product-1' }
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000)

async function aStore(clock = { now: noon }) {
  return vendorAccessIn(await storeTable('integrations', clock))
}

describe('vendorAccessIn()', () => {
  it('uses a nonce of a key once, until its end', async () => {
    const clock = { now: noon }
    const { useNonce } = await aStore(clock)

    expect(await useNonce('key-1', '1 n', later(300))).toBe(true)
    expect(await useNonce('key-1', '1 n', later(300))).toBe(false)
    expect(await useNonce('key-2', '1 n', later(300))).toBe(true)
    expect(await useNonce('key-1', '2 n', later(300))).toBe(true)
    clock.now = later(299)
    expect(await useNonce('key-1', '1 n', later(300))).toBe(false)
    clock.now = later(300)
    expect(await useNonce('key-1', '1 n', later(600))).toBe(true)
  })

  it('finds a token by its hash, until its end', async () => {
    const clock = { now: noon }
    const { saveVendorToken, findVendorToken } = await aStore(clock)
    const validUntil = later(3600).toISOString()
    const token = { ...product, hash: 'hash-1', key: 'client-1', validUntil }
    await saveVendorToken(token)

    expect(await findVendorToken('hash-1')).toMatchObject(token)
    expect(await findVendorToken('hash-2')).toBeUndefined()
    clock.now = later(3600)
    expect(await findVendorToken('hash-1')).toBeUndefined()
  })

  it('finds the account of a subscription, of its product and marketplace only', async () => {
    const { saveAccount, findAccount } = await aStore()
    await saveAccount(product, 'subscription-1', 'globex-7')

    expect(await findAccount(product, 'subscription-1')).toBe('globex-7')
    expect(await findAccount(product, 'subscription-2')).toBeUndefined()
    expect(await findAccount({ ...product, id: 'product-2' }, 'subscription-1')).toBeUndefined()
    expect(
      await findAccount({ ...product, marketplace: 'globex' }, 'subscription-1'),
    ).toBeUndefined()
  })

  it('has the newest account of a subscription', async () => {
    const { saveAccount, findAccount } = await aStore()
    await saveAccount(product, 'subscription-1', 'globex-7')
    await saveAccount(product, 'subscription-1', 'globex-8')

    expect(await findAccount(product, 'subscription-1')).toBe('globex-8')
  })
})
