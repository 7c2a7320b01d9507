import { randomUUID } from 'node:crypto'
import * as z from 'zod'

import type { WakeUpMessage } from '../../core/deliveries/messages.ts'
import type { Key, Table } from '../../core/ports.ts'
import type { WakeUp } from '../../core/waiting/wake-up.ts'
import type { WebhookKey } from '../../core/webhooks/webhook.ts'

export const WakeUpItem = z.object({
  marketplace: z.string(),
  webhook: z.string(),
  token: z.string(),
  wakeAt: z.iso.datetime(),
  isRunning: z.boolean().exactOptional(),
})

/** Each webhook's one wake-up, in the table and the partition of its waiting deliveries. */
export function wakeUpsIn(
  table: Table,
  sendWakeUp: (message: WakeUpMessage, at: string) => Promise<void>,
) {
  return {
    findWakeUp: async ({ marketplace, id }: WebhookKey): Promise<WakeUp | undefined> => {
      const item = await table.get(wakeUpKey({ marketplace, webhook: id }))
      return item === undefined ? undefined : WakeUpItem.parse(item)
    },

    /**
     * Replaces the wake-up that was found and sends its message; false if it was replaced
     * meanwhile.
     */
    setWakeUp: async (
      { marketplace, id }: WebhookKey,
      wakeAt: string,
      found: WakeUp | undefined,
    ): Promise<boolean> => {
      const wakeUp = { marketplace, webhook: id, token: randomUUID(), wakeAt }
      const isSet = await table.write([
        { put: { ...wakeUpKey(wakeUp), ...wakeUp }, if: found ? { token: found.token } : 'absent' },
      ])
      if (isSet)
        await sendWakeUp({ kind: 'wake-up', marketplace, webhook: id, token: wakeUp.token }, wakeAt)
      return isSet
    },

    /** Marks the wake-up as running, if it is the one that was found. */
    startWakeUp: (running: WakeUp, found: WakeUp | undefined): Promise<boolean> =>
      table.write([
        {
          put: { ...wakeUpKey(running), ...running },
          if: found ? { token: found.token, wakeAt: found.wakeAt } : 'absent',
        },
      ]),

    sendWakeUp,

    removeWakeUp: (wakeUp: WakeUp): Promise<boolean> =>
      table.write([{ remove: wakeUpKey(wakeUp), if: { token: wakeUp.token } }]),
  }
}

function wakeUpKey({ marketplace, webhook }: Pick<WakeUp, 'marketplace' | 'webhook'>): Key {
  return { pk: `${marketplace}#${webhook}`, sk: 'wake-up' }
}
