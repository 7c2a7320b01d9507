import type { ApiKey } from '../../core/api-keys/api-key.ts'
import type { ApiKeyStore } from '../../core/api-keys/api-key-store.ts'
import type { Item, Key, Table } from '../../core/ports.ts'
import { auditWrites } from './audit-store.ts'
import { rowIn } from './row.ts'

/** API keys in the table of webhooks, in a partition of their own for each marketplace. */
export function apiKeysIn(table: Table): ApiKeyStore {
  return {
    addApiKey: async (key, entry) => {
      const isAdded = await table.write([{ put: toItem(key), if: 'absent' }, ...auditWrites(entry)])
      if (!isAdded) throw new Error(`Cannot add the API key '${key.id}': it already exists`)
    },

    findApiKey: async (key) => {
      return rowIn<ApiKey>(await table.get(keyOf(key)))
    },

    findApiKeys: async (marketplace) => {
      const items = await table.query({ partition: partitionOf(marketplace) })
      const keys = items.map((item) => rowIn<ApiKey>(item))
      return keys.sort((one, other) => one.createdAt.localeCompare(other.createdAt))
    },

    revokeApiKey: (key, entry) =>
      table.write([{ remove: keyOf(key), if: 'present' }, ...auditWrites(entry)]),

    saveLastUse: async (key, at) => {
      await table.write([{ put: toItem({ ...key, lastUsedAt: at }), if: 'present' }])
    },
  }
}

function toItem(key: ApiKey): Item {
  return { ...keyOf(key), ...key }
}

function keyOf({ marketplace, id }: Pick<ApiKey, 'marketplace' | 'id'>): Key {
  return { pk: partitionOf(marketplace), sk: id }
}

function partitionOf(marketplace: string): string {
  return `${marketplace}#api-keys`
}
