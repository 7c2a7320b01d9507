import * as z from 'zod'

import type { Item, Key, Table } from '../../core/ports.ts'
import { Recovery } from '../../core/wake/recovery.ts'
import { runningRecovery } from './recovery-store.ts'
import { expiryOf } from './retention.ts'
import type { WaitingRow } from '../../core/waiting/waiting-row.ts'
import type { WebhookKey } from '../../core/webhooks/webhook.ts'

export const WaitingItem = z.object({
  marketplace: z.string(),
  webhook: z.string(),
  delivery: z.string(),
  dueAt: z.iso.datetime(),
  number: z.int(),
  leasedUntil: z.iso.datetime().exactOptional(),
})

/**
 * What waits, in a table: a partition for each webhook with the rows of its waiting deliveries,
 * earliest first; then those that are lent to messages, and its wake-up. A row is a reminder, the
 * delivery is the truth: a row too many is found out and removed when its turn comes.
 */
export function waitingIn(table: Table) {
  return {
    park: async (row: WaitingRow): Promise<void> => {
      await table.write([{ put: toItem(row) }])
    },

    removeWaiting: async (rows: readonly WaitingRow[]): Promise<void> => {
      await Promise.all(rows.map((row) => table.write([{ remove: rowKey(row) }])))
    },

    lease: (row: WaitingRow, until: string): Promise<boolean> =>
      table.write([
        { remove: rowKey(row), if: 'present' },
        { put: toItem({ ...row, leasedUntil: until }) },
      ]),

    findLeased: async ({ marketplace, id }: WebhookKey, limit: number) => {
      const range = { from: 'lent#', to: 'lent#~', limit }
      const items = await table.query({ partition: `${marketplace}#${id}`, ...range })
      return items.map((item) => WaitingItem.parse(item))
    },

    findWaiting: async (
      { marketplace, id }: WebhookKey,
      dueBy: string | undefined,
      limit: number,
    ) => {
      const items = await table.query({
        partition: `${marketplace}#${id}`,
        from: 'due#',
        to: `due#${dueBy ?? ''}~`,
        limit,
      })
      return items.map((item) => WaitingItem.parse(item))
    },

    /** The webhooks that have something waiting or lent, from the one after a place on. */
    findWaitingWebhooks: (after: string | undefined) => waitingWebhooks(table, after),
  }
}

async function* waitingWebhooks(table: Table, after: string | undefined) {
  for await (const item of table.firstItemOfEachPartition(after)) {
    if (item.sk === runningRecovery) {
      const recovery = Recovery.parse(item)
      yield { marketplace: recovery.marketplace, id: recovery.webhook, place: item.pk, recovery }
    }
    if (!/^(due|lent)#/.test(item.sk)) continue
    const { marketplace, webhook } = WaitingItem.parse(item)
    yield { marketplace, id: webhook, place: item.pk }
  }
}

function rowKey({ marketplace, webhook, delivery, dueAt, number, leasedUntil }: WaitingRow): Key {
  const place = leasedUntil === undefined ? `due#${dueAt}` : `lent#${leasedUntil}`
  return { pk: `${marketplace}#${webhook}`, sk: `${place}#${delivery}#${number}` }
}

function toItem({ marketplace, webhook, delivery, dueAt, number, leasedUntil }: WaitingRow): Item {
  const leased = leasedUntil === undefined ? {} : { leasedUntil }
  const row = { marketplace, webhook, delivery, dueAt, number, ...leased }
  return { ...rowKey(row), ...row, expiresAt: expiryOf(dueAt) }
}
