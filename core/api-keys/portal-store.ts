import type { AuditEntry } from '../audit/audit-entry.ts'
import type { PortalAccess, PortalPlace } from './portal-link.ts'

/** Portal links and sessions. Each change is saved in one transaction with its audit entry. */
export type PortalStore = {
  addPortalLink: (link: PortalAccess, entry: AuditEntry) => Promise<void>
  /** Undefined after it expired, too. */
  findPortalAccess: (place: PortalPlace) => Promise<PortalAccess | undefined>
  /** Replaces the link by its session; false if another request did before. */
  openPortalLink: (session: PortalAccess, entry: AuditEntry) => Promise<boolean>
  /** Removes the link and its session. */
  revokePortalLink: (access: PortalAccess, entry: AuditEntry) => Promise<void>
}
