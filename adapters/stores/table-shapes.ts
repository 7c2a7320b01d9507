/**
 * The five tables. Each item has a `pk` and an `sk`. An index has two other attributes as its
 * partition and sort key, contains the items that have both, and projects keys only.
 */
export const tableShapes = {
  /** Webhooks with their routes, marketplaces, API keys and the audit log. */
  webhooks: { indexes: {} },
  /** Events that matched at least one webhook, and requests with an Idempotency-Key. */
  events: { indexes: {} },
  /** Deliveries with their attempts. `byStatus` lists all but successes. */
  deliveries: {
    indexes: {
      byMarketplace: { partition: 'marketplace', sort: 'position' },
      byEndpoint: { partition: 'endpointKey', sort: 'position' },
      byStatus: { partition: 'statusKey', sort: 'position' },
      /**
       * A webhook's failed and skipped deliveries, which can be sent again, and its waiting ones.
       */
      byEndpointStatus: { partition: 'endedKey', sort: 'position' },
      byEvent: { partition: 'eventKey', sort: 'position' },
      byResource: { partition: 'resourceKey', sort: 'position' },
      /** By resource and action, such as `subscription.added`. */
      byType: { partition: 'typeKey', sort: 'position' },
    },
  },
  /** Waiting deliveries, wake-ups, receivers' health and recoveries. */
  waiting: { indexes: {} },
  /** OAuth2 access tokens, encrypted, and the leases of those who request them. */
  tokens: { indexes: {} },
} as const satisfies Record<string, TableShape>

export type TableName = keyof typeof tableShapes

export type TableShape = {
  readonly indexes: Readonly<Record<string, { readonly partition: string; readonly sort: string }>>
}

/** The TTL attribute: when an item expires, in epoch seconds. */
export const expiryAttribute = 'expiresAt'
