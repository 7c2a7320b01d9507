import type { AuditEntry } from '../audit/audit-entry.ts'
import type { ApiKey } from './api-key.ts'

/** API keys. Each change is saved in one transaction with its audit entry. */
export type ApiKeyStore = {
  addApiKey: (key: ApiKey, entry: AuditEntry) => Promise<void>
  findApiKey: (key: Pick<ApiKey, 'marketplace' | 'id'>) => Promise<ApiKey | undefined>
  /** Every key of the marketplace, oldest first: 100 at most. */
  findApiKeys: (marketplace: string) => Promise<ApiKey[]>
  /** Deletes the key; false if it was deleted before. */
  revokeApiKey: (key: ApiKey, entry: AuditEntry) => Promise<boolean>
  /** Saves when the key was used; ignored if the key was deleted meanwhile. */
  saveLastUse: (key: ApiKey, at: string) => Promise<void>
}
