import type { HealthStore } from '../../core/health/health-store.ts'
import type { Health } from '../../core/health/health.ts'
import type { Key, Table } from '../../core/ports.ts'
import { rowIn } from './row.ts'

/**
 * The health of receivers, in the waiting table. Each marketplace has a partition with one row per
 * unhealthy receiver, so that one query finds them all.
 */
export function healthIn(table: Table): HealthStore {
  return {
    findHealth: async ({ marketplace, id }, options) => {
      return rowIn<Health>(await table.get(healthKey({ marketplace, endpoint: id }), options))
    },

    findAllHealth: async (marketplace, options) => {
      const range = { partition: marketplace, from: 'health#', to: 'health#~' }
      const items = await table.query({ ...range, ...options })
      return items.map((item) => rowIn<Health>(item))
    },

    replaceHealth: (after, before) => {
      const unchanged = before === undefined ? 'absent' : { revision: before.revision }
      if (after !== undefined) {
        const revision = (before?.revision ?? -1) + 1
        return table.write([{ put: { ...healthKey(after), ...after, revision }, if: unchanged }])
      }
      if (before === undefined) return Promise.resolve(true)
      return table.write([{ remove: healthKey(before), if: unchanged }])
    },
  }
}

function healthKey({ marketplace, endpoint }: Pick<Health, 'marketplace' | 'endpoint'>): Key {
  return { pk: marketplace, sk: `health#${endpoint}` }
}
