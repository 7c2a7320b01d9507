import type { Item, Key, Table } from '../../core/ports.ts'
import type { Recovery, RecoveryStore } from '../../core/wake/recovery.ts'
import { expiryOf, type Retention } from './retention.ts'
import { rowIn } from './row.ts'

/** The sort key of a running recovery, the only row of its partition, where the sweep finds it. */
export const runningRecovery = 'running'

/**
 * Recoveries, in the waiting table. A webhook's running one has its own partition; ended ones are
 * in the webhook's partition.
 */
export function recoveriesIn(table: Table, retention: Retention): RecoveryStore {
  const toItem = (recovery: Recovery) => itemOf(recovery, retention)
  return {
    addRecovery: (recovery) => table.write([{ put: toItem(recovery), if: 'absent' }]),

    findRecovery: async ({ marketplace, id }, recovery) => {
      const running = await table.get(runningKey({ marketplace, endpoint: id }))
      if (running?.['id'] === recovery) return rowIn<Recovery>(running)
      const ended = await table.get(endedKey({ marketplace, endpoint: id, id: recovery }))
      return ended === undefined ? undefined : rowIn<Recovery>(ended)
    },

    replaceRecovery: (after, before) => {
      const unchanged = { id: before.id, revision: before.revision }
      if (after.status === 'running') return table.write([{ put: toItem(after), if: unchanged }])
      return table.write([{ remove: runningKey(before), if: unchanged }, { put: toItem(after) }])
    },
  }
}

function itemOf(recovery: Recovery, retention: Retention): Item {
  if (recovery.status === 'running') return { ...runningKey(recovery), ...recovery }
  return { ...endedKey(recovery), ...recovery, expiresAt: expiryOf(recovery.createdAt, retention) }
}

function runningKey({ marketplace, endpoint }: Pick<Recovery, 'marketplace' | 'endpoint'>): Key {
  return { pk: `recovery#${marketplace}#${endpoint}`, sk: runningRecovery }
}

function endedKey({
  marketplace,
  endpoint,
  id,
}: Pick<Recovery, 'marketplace' | 'endpoint' | 'id'>) {
  return { pk: `${marketplace}#${endpoint}`, sk: `recovery#${id}` }
}
