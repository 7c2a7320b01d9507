/**
 * The five tables. Every key is a `pk` and an `sk`; an index has a partition and a sort key of its
 * own among the attributes, holds the items that have both, and knows their keys alone.
 */
export const tableShapes = {
  /** A webhook, and a route for each of its event types. */
  webhooks: { indexes: {} },
  /** An event that at least one webhook wanted. */
  events: { indexes: {} },
  /** A delivery with its attempts. By status are listed all but those that ended with success. */
  deliveries: {
    indexes: {
      byMarketplace: { partition: 'marketplace', sort: 'position' },
      byWebhook: { partition: 'webhookKey', sort: 'position' },
      byStatus: { partition: 'statusKey', sort: 'position' },
      /** Of a webhook, those that can be sent again, failed and skipped, and those that wait. */
      byWebhookStatus: { partition: 'endedKey', sort: 'position' },
      byEvent: { partition: 'eventKey', sort: 'position' },
      byResource: { partition: 'resourceKey', sort: 'position' },
      /** By resource and action together, such as `subscription.added`. */
      byType: { partition: 'typeKey', sort: 'position' },
    },
  },
  /** A waiting delivery, and the wake-up of a webhook that has some. */
  waiting: { indexes: {} },
  /** A webhook's OAuth2 access token, sealed, and who is fetching one. */
  tokens: { indexes: {} },
} as const satisfies Record<string, TableShape>

export type TableName = keyof typeof tableShapes

export type TableShape = {
  readonly indexes: Readonly<Record<string, { readonly partition: string; readonly sort: string }>>
}

/** The attribute that says when an item ends, in epoch seconds. */
export const expiryAttribute = 'expiresAt'
