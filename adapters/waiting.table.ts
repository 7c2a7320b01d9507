import * as z from 'zod'

import type { WaitingRow } from '../core/claim.ts'
import type { Item, Key, Table } from '../core/needs.ts'
import type { Waiting } from '../core/record.ts'
import type { WebhookKey } from '../core/wake-up.ts'
import { expiryOf } from './retention.ts'

const WaitingItem = z.object({
  marketplace: z.string(),
  webhook: z.string(),
  delivery: z.string(),
  dueAt: z.iso.datetime(),
  number: z.int(),
})

/**
 * What waits, in a table: a partition for each webhook with the rows of its waiting deliveries,
 * earliest first; its wake-up comes after them. A row is a reminder, the delivery is the truth: a
 * row too many is found out and removed when its turn comes.
 */
export function waitingIn(table: Table) {
  return {
    park: async (row: Waiting): Promise<void> => {
      await table.write([{ put: toItem(row) }])
    },

    removeWaiting: async (rows: readonly WaitingRow[]): Promise<void> => {
      await Promise.all(rows.map((row) => table.write([{ remove: rowKey(row) }])))
    },

    lend: async (row: Waiting, until: string): Promise<void> => {
      await table.write([
        { remove: rowKey(row), if: 'present' },
        { put: toItem({ ...row, dueAt: until }) },
      ])
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

    findFirstWaiting: () => firstWaiting(table),
  }
}

async function* firstWaiting(table: Table): AsyncIterable<Waiting> {
  for await (const item of table.firstOfEach()) {
    if (item.sk.startsWith('due#')) yield WaitingItem.parse(item)
  }
}

function rowKey({ marketplace, webhook, delivery, dueAt }: WaitingRow): Key {
  return { pk: `${marketplace}#${webhook}`, sk: `due#${dueAt}#${delivery}` }
}

function toItem({ marketplace, webhook, delivery, dueAt, number }: Waiting): Item {
  const row = { marketplace, webhook, delivery, dueAt, number }
  return { ...rowKey(row), ...row, expiresAt: expiryOf(dueAt) }
}
