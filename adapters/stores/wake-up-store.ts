import { randomUUID } from 'node:crypto'

import type { WakeUpQueue } from '../../core/waiting/wake-up-message.ts'
import type { Key, Table } from '../../core/ports.ts'
import type { WakeUp, WakeUpStore } from '../../core/waiting/wake-up-store.ts'
import { rowIn } from './row.ts'

/** Wake-ups, each in the partition of its endpoint's waiting rows. */
export function wakeUpsIn(
  table: Table,
  sendWakeUp: WakeUpQueue['sendWakeUp'],
): WakeUpStore & WakeUpQueue {
  return {
    findWakeUp: async ({ marketplace, id }) => {
      return rowIn<WakeUp>(await table.get(wakeUpKey({ marketplace, endpoint: id })))
    },

    setWakeUp: async ({ marketplace, id }, wakeAt, found) => {
      const wakeUp = { marketplace, endpoint: id, token: randomUUID(), wakeAt }
      const unchanged = found ? { token: found.token } : 'absent'
      const put = { ...wakeUpKey(wakeUp), ...wakeUp }
      if (!(await table.write([{ put, if: unchanged }]))) return false
      await sendWakeUp({ kind: 'wake-up', marketplace, endpoint: id, token: wakeUp.token }, wakeAt)
      return true
    },

    startWakeUp: (running, found) => {
      const unchanged = found ? { token: found.token, wakeAt: found.wakeAt } : 'absent'
      return table.write([{ put: { ...wakeUpKey(running), ...running }, if: unchanged }])
    },

    sendWakeUp,

    removeWakeUp: (wakeUp) =>
      table.write([{ remove: wakeUpKey(wakeUp), if: { token: wakeUp.token } }]),
  }
}

function wakeUpKey({ marketplace, endpoint }: Pick<WakeUp, 'marketplace' | 'endpoint'>): Key {
  return { pk: `${marketplace}#${endpoint}`, sk: 'wake-up' }
}
