import { describe, expect, it } from '@jest/globals'

import { auditIn } from '../../../adapters/stores/audit-store.ts'
import { productReadsIn, productsIn } from '../../../adapters/stores/product-store.ts'
import { productEntry } from '../../../core/integration/manage/product-audit.ts'
import type { Product, VendorCredential } from '../../../core/integration/product.ts'
import { noon } from '../../support/builders.ts'
import { aProduct } from '../../support/integration-world.ts'
import { storeTable } from '../../support/store-table.ts'

const who = { by: 'ann', at: noon.toISOString() }
const created = (after: Product) => productEntry('product.created', { after }, who)

async function aStore() {
  const integrations = await storeTable('integrations')
  const webhooks = await storeTable('webhooks')
  return { ...productsIn({ integrations, webhooks }), integrations, webhooks }
}

function withKeys(product: Product, ...keys: string[]): Product {
  const { integration } = product
  if (integration === undefined) throw new Error('the product has no integration')
  const credentials = keys.map((key): VendorCredential => ({
    type: 'OAUTH1',
    key,
    sealed: 'sealed',
    createdAt: who.at,
  }))
  return { ...product, integration: { ...integration, credentials } }
}

describe('productsIn()', () => {
  it('finds a product as it was added, in its marketplace only', async () => {
    const { addProduct, findProduct } = await aStore()
    const product = aProduct()

    expect(await addProduct(product, created(product))).toBe(true)
    expect(await findProduct({ marketplace: 'acme', id: 'product-1' })).toEqual(product)
    expect(await findProduct({ marketplace: 'globex', id: 'product-1' })).toBeUndefined()
  })

  it('adds an id once', async () => {
    const { addProduct, findProduct } = await aStore()
    await addProduct(aProduct(), created(aProduct()))
    const other = aProduct({ name: 'ERP' })

    expect(await addProduct(other, created(other))).toBe(false)
    expect(await findProduct(other)).toMatchObject({ name: 'CRM' })
  })

  it('lists the products of a marketplace by name', async () => {
    const { addProduct, findProducts } = await aStore()
    const names = { a: 'zebra', b: 'Ärger', c: 'CRM' }
    for (const [id, name] of Object.entries(names)) {
      const product = aProduct({ id, name })
      await addProduct(product, created(product))
    }
    const other = aProduct({ marketplace: 'acme2' })
    await addProduct(other, created(other))

    expect((await findProducts('acme')).map(({ name }) => name)).toEqual(['Ärger', 'CRM', 'zebra'])
  })

  it('replaces and deletes a product only as it was read: its version, and its ping tests', async () => {
    const { addProduct, replaceProduct, deleteProduct, findProduct } = await aStore()
    const before = aProduct()
    await addProduct(before, created(before))
    const entry = productEntry('product.changed', { before, after: before }, who)
    const pinged = { ...before, pingCount: 1 }
    const renamed = { ...pinged, name: 'ERP', version: 2 }

    expect(await replaceProduct(pinged, before)).toBe(true)
    expect(await replaceProduct(renamed, before, entry)).toBe(false)
    expect(await replaceProduct(renamed, pinged, entry)).toBe(true)
    expect(await deleteProduct(pinged, entry)).toBe(false)
    expect(await findProduct(before)).toEqual(renamed)
    expect(await deleteProduct(renamed, entry)).toBe(true)
    expect(await findProduct(before)).toBeUndefined()
  })

  it("finds the product of a vendor's key, as long as it has the key", async () => {
    const { addProduct, replaceProduct, deleteProduct, integrations } = await aStore()
    const { findProductByKey } = productReadsIn(integrations)
    const first = withKeys(aProduct(), 'one')
    await addProduct(first, created(first))
    const second = { ...withKeys(aProduct(), 'two', 'one'), version: 2 }
    const third = { ...withKeys(aProduct(), 'three', 'two'), version: 3 }
    const entry = productEntry('credential.issued', { before: first, after: second }, who)
    const found = async () => {
      const all = await Promise.all(['one', 'two', 'three'].map(findProductByKey))
      return all.map((product) => product?.version)
    }

    expect(await found()).toEqual([1, undefined, undefined])
    await replaceProduct(second, first, entry)
    expect(await found()).toEqual([2, 2, undefined])
    await replaceProduct(third, second, entry)
    expect(await found()).toEqual([undefined, 3, 3])
    await deleteProduct(third, entry)
    expect(await found()).toEqual([undefined, undefined, undefined])
  })

  it('adds no product with a key that another has', async () => {
    const { addProduct, findProduct } = await aStore()
    const first = withKeys(aProduct(), 'one')
    await addProduct(first, created(first))
    const second = withKeys(aProduct({ id: 'product-2' }), 'one')

    expect(await addProduct(second, created(second))).toBe(false)
    expect(await findProduct(second)).toBeUndefined()
  })

  it('has an audit entry of each change', async () => {
    const { addProduct, replaceProduct, webhooks } = await aStore()
    const before = aProduct()
    await addProduct(before, created(before))
    const after = { ...before, name: 'ERP', version: 2 }
    await replaceProduct(after, before, productEntry('product.changed', { before, after }, who))

    const page = await auditIn(webhooks).listAudit('acme', {}, { limit: 10, from: undefined })

    expect(page.entries.map(({ action }) => action).sort()).toEqual([
      'product.changed',
      'product.created',
    ])
  })
})
