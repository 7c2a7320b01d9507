/**
 * The six tables. Each item has a `pk` and an `sk`. An index has two attributes as its partition
 * and sort key and contains the items that have both.
 */
export const tableShapes = {
  /** Webhooks with their routes, marketplaces, API keys and the audit log. */
  webhooks: { indexes: {} },
  /**
   * Events, lines of those that no webhook wanted, places in the lists of resources, and requests with
   * an Idempotency-Key.
   */
  events: {
    indexes: {
      /** A marketplace's events, with what tells which deliveries they have; apart, the unwanted ones. */
      byTime: {
        partition: 'timeKey',
        sort: 'position',
        projects: ['deliveries', 'type'],
      },
    },
  },
  /** An endpoint's deliveries with their attempts, by age; rollups of their hours, and marks. */
  deliveries: {
    indexes: {
      /** A marketplace's deliveries that are not successful. */
      byStatus: { partition: 'statusKey', sort: 'sk' },
      /** An endpoint's deliveries that are not successful, and all its tests. */
      byEndpointStatus: { partition: 'endpointStatusKey', sort: 'sk' },
    },
  },
  /** Waiting deliveries, wake-ups, receivers' health and recoveries. */
  waiting: { indexes: {} },
  /** OAuth2 access tokens, encrypted, and the leases of those who request them. */
  tokens: { indexes: {} },
  /** Products with their integrations, integration events, and what their vendors sign in with. */
  integrations: {
    indexes: {
      /** A marketplace's integration events. */
      byMarketplace: { partition: 'marketplaceKey', sort: 'position' },
      /** Those of one vendor. */
      byVendor: { partition: 'vendorKey', sort: 'position' },
      /** Those that have not ended, or whose outcome is unpublished. */
      byOpen: { partition: 'openKey', sort: 'position' },
    },
  },
} as const satisfies Record<string, TableShape>

export type TableName = keyof typeof tableShapes

export type TableShape = { readonly indexes: Readonly<Record<string, IndexShape>> }

/**
 * An index without `projects` holds keys only, and its items are read from the table. With it, a
 * query returns the entries: keys and these attributes.
 */
export type IndexShape = {
  readonly partition: string
  readonly sort: string
  readonly projects?: readonly string[]
}

/** The TTL attribute: when an item expires, in epoch seconds. */
export const expiryAttribute = 'expiresAt'
