import type { Table, Write } from '../../core/ports.ts'
import type { WebhookStore } from '../../core/webhooks/webhook-store.ts'

/** The partition that lists the marketplaces; no marketplace is called so, as none contains `#`. */
const partition = '#marketplaces'

/**
 * Lists the marketplace; part of the transaction that adds a webhook. The row stays when the
 * marketplace's last webhook is deleted, whose deliveries may still be pending.
 */
export function marketplaceWrite(marketplace: string): Write {
  return { put: { pk: partition, sk: marketplace } }
}

/** The marketplaces, in the table of webhooks. */
export function marketplacesIn(table: Table): Pick<WebhookStore, 'findMarketplaces'> {
  return {
    findMarketplaces: async (after, limit) => {
      // A space sorts right after the name, and before any longer name.
      const from = after === undefined ? {} : { from: `${after} ` }
      const items = await table.query({ partition, ...from, limit })
      return items.map(({ sk }) => sk)
    },
  }
}
