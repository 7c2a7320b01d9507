import { Health } from '../../core/health/health.ts'
import type { Key, Table } from '../../core/ports.ts'
import type { WebhookKey } from '../../core/webhooks/webhook.ts'

/**
 * How receivers fare, in the table of what waits: a partition for each marketplace with a row for
 * each webhook whose receiver is not well, so that one query finds them all.
 */
export function healthIn(table: Table) {
  return {
    findHealth: async ({ marketplace, id }: WebhookKey): Promise<Health | undefined> => {
      const item = await table.get(healthKey({ marketplace, webhook: id }))
      return item === undefined ? undefined : Health.parse(item)
    },

    findAllHealth: async (marketplace: string): Promise<Health[]> => {
      const items = await table.query({ partition: marketplace, from: 'health#', to: 'health#~' })
      return items.map((item) => Health.parse(item))
    },

    /** Saves the health, or removes it, unless another change came between (false). */
    replaceHealth: (after: Health | undefined, before: Health | undefined): Promise<boolean> => {
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

function healthKey({ marketplace, webhook }: Pick<Health, 'marketplace' | 'webhook'>): Key {
  return { pk: marketplace, sk: `health#${webhook}` }
}
