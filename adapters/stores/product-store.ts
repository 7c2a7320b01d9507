import type { Product, ProductKey } from '../../core/integration/product.ts'
import type { ProductStore } from '../../core/integration/integration-store.ts'
import type { Item, Key, Table, Write } from '../../core/ports.ts'
import { auditWrites } from './audit-store.ts'
import { rowIn } from './row.ts'

type ProductTables = { integrations: Table; webhooks: Table }

/**
 * Products in the table of integrations, in a partition for each marketplace. A row for each of the
 * vendor's keys names the product. The audit log is in another table: an entry is written before the
 * change, so that no change is without one.
 */
export function productsIn({ integrations: table, webhooks }: ProductTables): ProductStore {
  const reads = productReadsIn(table)
  return {
    ...reads,

    addProduct: async (product, entry) => {
      if ((await reads.findProduct(product)) !== undefined) return false
      await webhooks.write(auditWrites(entry))
      return table.write([
        { put: toItem(product), if: 'absent' },
        ...keyChanges(product, undefined),
      ])
    },

    findProducts: async (marketplace) => {
      const items = await table.query({ partition: partitionOf(marketplace) })
      const products = items.map((item) => rowIn<Product>(item))
      return products.sort((one, other) => one.name.localeCompare(other.name))
    },

    replaceProduct: async (after, before, entry) => {
      if (entry !== undefined) await webhooks.write(auditWrites(entry))
      return table.write([
        { put: toItem(after), if: ifUnchanged(before) },
        ...keyChanges(after, before),
      ])
    },

    deleteProduct: async (product, entry) => {
      await webhooks.write(auditWrites(entry))
      return table.write([
        { remove: keyOf(product), if: ifUnchanged(product) },
        ...keyChanges(undefined, product),
      ])
    },
  }
}

/** The reads of one product, for functions that change none. */
export function productReadsIn(
  table: Table,
): Pick<ProductStore, 'findProduct' | 'findProductByKey'> {
  const findProduct = async (key: ProductKey) => rowIn<Product>(await table.get(keyOf(key)))
  return {
    findProduct,
    findProductByKey: async (key) => {
      const owner = rowIn<ProductKey>(await table.get(vendorKey(key)))
      return owner && findProduct(owner)
    },
  }
}

function ifUnchanged({ version, pingCount }: Product) {
  return { version, pingCount }
}

/** The rows of the vendor's keys: those that are new, and those that are gone. */
function keyChanges(after: Product | undefined, before: Product | undefined): Write[] {
  const [now, then] = [keysOf(after), keysOf(before)]
  const { marketplace, id } = after ?? before ?? { marketplace: '', id: '' }
  return [
    ...now
      .filter((key) => !then.includes(key))
      .map((key): Write => ({ put: { ...vendorKey(key), marketplace, id }, if: 'absent' })),
    ...then.filter((key) => !now.includes(key)).map((key): Write => ({ remove: vendorKey(key) })),
  ]
}

function keysOf(product: Product | undefined): string[] {
  return product?.integration?.credentials.map(({ key }) => key) ?? []
}

function toItem(product: Product): Item {
  return { ...keyOf(product), ...product }
}

function keyOf({ marketplace, id }: ProductKey): Key {
  return { pk: partitionOf(marketplace), sk: id }
}

function partitionOf(marketplace: string): string {
  return `${marketplace}#products`
}

function vendorKey(key: string): Key {
  return { pk: `key#${key}`, sk: 'key' }
}
