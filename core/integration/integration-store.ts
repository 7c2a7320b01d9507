import type { AuditEntry } from '../audit/audit-entry.ts'
import type { EventStatus, IntegrationEvent } from './integration-event.ts'
import type { IntegrationEventType } from './event-types.ts'
import type { Product, ProductKey } from './product.ts'

/** Products with their integrations. Each change is saved in one transaction with its audit entry. */
export type ProductStore = {
  /** False if the marketplace has a product with this id. */
  addProduct: (product: Product, entry: AuditEntry) => Promise<boolean>
  findProduct: (key: ProductKey) => Promise<Product | undefined>
  /** Every product of the marketplace, by name. */
  findProducts: (marketplace: string) => Promise<Product[]>
  /** False if another change came first. Its credentials can be found from then on. */
  replaceProduct: (after: Product, before: Product, entry?: AuditEntry) => Promise<boolean>
  deleteProduct: (product: Product, entry: AuditEntry) => Promise<boolean>
  /** The product that a vendor's key belongs to, valid or not. */
  findProductByKey: (key: string) => Promise<Product | undefined>
}

export type EventFilter = {
  product?: string | undefined
  vendor?: string | undefined
  type?: IntegrationEventType | undefined
  status?: EventStatus | undefined
  orderId?: string | undefined
  /** In its token, product, company, user, account, subscription, order and error; in any case. */
  text?: string | undefined
  /** ISO 8601, both included. */
  from?: string | undefined
  to?: string | undefined
}

export type EventPage = { limit: number; from: string | undefined }

/** Integration events, for a year after they ended. */
export type IntegrationEventStore = {
  /**
   * Adds the event with the lock of its subject. Otherwise the token of the event that has its
   * source already, or that holds the lock.
   */
  addIntegrationEvent: (
    event: IntegrationEvent,
    source?: string,
  ) => Promise<'added' | { sameAs: string } | { blockedBy: string }>
  findIntegrationEvent: (token: string) => Promise<IntegrationEvent | undefined>
  /** False if another change came first. When the event ends, the lock of its subject ends. */
  replaceIntegrationEvent: (after: IntegrationEvent, before: IntegrationEvent) => Promise<boolean>
  /** A marketplace's events that match, newest first; `next` is the position of the next page. */
  listIntegrationEvents: (
    marketplace: string,
    filter: EventFilter,
    page: EventPage,
  ) => Promise<{ events: IntegrationEvent[]; next: string | undefined }>
  /** Events that have not ended or whose outcome is unpublished, of all marketplaces. */
  findOpenEvents: () => AsyncIterable<IntegrationEvent>
}

/** What the vendor called an account, for the subscription or company that it was ordered for. */
export type AccountStore = {
  saveAccount: (key: ProductKey, subject: string, accountIdentifier: string) => Promise<void>
  findAccount: (key: ProductKey, subject: string) => Promise<string | undefined>
}

/** What vendors sign in with at our door. */
export type VendorAccessStore = {
  /** Keeps a nonce while its timestamp is accepted; false if it was used before. */
  useNonce: (key: string, nonce: string, until: Date) => Promise<boolean>
  /** `hash` is the token's SHA-256. */
  saveVendorToken: (token: VendorToken) => Promise<void>
  findVendorToken: (hash: string) => Promise<VendorToken | undefined>
}

export type VendorToken = ProductKey & { hash: string; key: string; validUntil: string }
