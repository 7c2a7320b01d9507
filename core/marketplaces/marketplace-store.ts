import type { AuditEntry } from '../audit/audit-entry.ts'
import type { RegisteredMarketplace } from './marketplace.ts'

/** The marketplaces that operators registered. */
export type MarketplaceStore = {
  /** Saves it in one transaction with its audit entry; false if its name is taken. */
  addMarketplace: (marketplace: RegisteredMarketplace, entry: AuditEntry) => Promise<boolean>
  /** The marketplace that has the name, or one that people could confuse with it. */
  findMarketplace: (name: string) => Promise<RegisteredMarketplace | undefined>
  /** A page in the order of their names, starting at a position. */
  listMarketplaces: (page: {
    limit: number
    from: string | undefined
  }) => Promise<{ marketplaces: RegisteredMarketplace[]; next: string | undefined }>
}
