import type { AuditEntry } from './audit-entry.ts'

/** The audit log: what people did, and what the router did on its own. */
export type AuditStore = {
  addAudit: (entry: AuditEntry) => Promise<void>
}
