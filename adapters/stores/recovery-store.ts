import type { Item, Key, Table } from '../../core/ports.ts'
import { Recovery } from '../../core/wake/recovery.ts'
import { expiryOf } from './retention.ts'
import type { WebhookKey } from '../../core/webhooks/webhook.ts'

/** The sort key of a running recovery: alone in its partition, so that a sweep sees it. */
export const runningRecovery = 'running'

/**
 * Recoveries, in the table of what waits: the one that runs for a webhook in a partition of its
 * own, those that ended in the webhook's partition, for 90 days.
 */
export function recoveriesIn(table: Table) {
  return {
    /** Adds a running recovery; false if the webhook has one already. */
    addRecovery: (recovery: Recovery): Promise<boolean> =>
      table.write([{ put: toItem(recovery), if: 'absent' }]),

    findRecovery: async ({ marketplace, id }: WebhookKey, recovery: string) => {
      const running = await table.get(runningKey({ marketplace, webhook: id }))
      if (running?.['id'] === recovery) return Recovery.parse(running)
      const ended = await table.get(endedKey({ marketplace, webhook: id, id: recovery }))
      return ended === undefined ? undefined : Recovery.parse(ended)
    },

    /**
     * Saves a running recovery, or puts it aside when it ended, unless another change came between
     * (false).
     */
    replaceRecovery: (after: Recovery, before: Recovery): Promise<boolean> => {
      const unchanged = { id: before.id, revision: before.revision }
      if (after.status === 'running') return table.write([{ put: toItem(after), if: unchanged }])
      return table.write([{ remove: runningKey(before), if: unchanged }, { put: toItem(after) }])
    },
  }
}

function toItem(recovery: Recovery): Item {
  if (recovery.status === 'running') return { ...runningKey(recovery), ...recovery }
  return { ...endedKey(recovery), ...recovery, expiresAt: expiryOf(recovery.createdAt) }
}

function runningKey({ marketplace, webhook }: Pick<Recovery, 'marketplace' | 'webhook'>): Key {
  return { pk: `recovery#${marketplace}#${webhook}`, sk: runningRecovery }
}

function endedKey({ marketplace, webhook, id }: Pick<Recovery, 'marketplace' | 'webhook' | 'id'>) {
  return { pk: `${marketplace}#${webhook}`, sk: `recovery#${id}` }
}
