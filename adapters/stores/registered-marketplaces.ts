import { RegisteredMarketplace } from '../../core/marketplaces/marketplace.ts'
import { uniquePartOf } from '../../core/marketplaces/names.ts'
import type { MarketplaceStore } from '../../core/marketplaces/marketplace-store.ts'
import type { Key, Table } from '../../core/ports.ts'
import { auditWrites } from './audit-store.ts'
import { rowIn } from './row.ts'

/** No marketplace is called so, as none contains `#`. */
const partition = '#registered'

/**
 * Registered marketplaces, in the table of webhooks. Their key is what is unique among their names,
 * so that the table refuses a name that is taken.
 */
export function registeredMarketplacesIn(table: Table): MarketplaceStore {
  return {
    addMarketplace: (marketplace, entry) =>
      table.write([
        { put: { ...keyOf(marketplace.name), ...marketplace }, if: 'absent' },
        ...auditWrites(entry),
      ]),

    findMarketplace: async (name) => {
      return rowIn<RegisteredMarketplace>(await table.get(keyOf(name)))
    },

    listMarketplaces: async ({ limit, from }) => {
      const start = from !== undefined && { from }
      const items = await table.query({ partition, ...start, limit: limit + 1 })
      return {
        marketplaces: items.slice(0, limit).map((item) => rowIn<RegisteredMarketplace>(item)),
        next: items[limit]?.sk,
      }
    },
  }
}

function keyOf(name: string): Key {
  return { pk: partition, sk: uniquePartOf(name) }
}
