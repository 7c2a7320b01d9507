import type { Item, Key, Table } from '../../core/ports.ts'
import { runningRecovery } from './recovery-store.ts'
import { expiryOf } from './retention.ts'
import type { WaitingRow } from '../../core/waiting/waiting-row.ts'
import type { WaitingStore } from '../../core/waiting/waiting-store.ts'
import type { SweepStore, Waiting } from '../../core/wake/sweep-store.ts'
import { rowIn } from './row.ts'

/**
 * Waiting rows in a table: a partition for each webhook with the rows that are not leased, earliest
 * first; then the leased rows, and the wake-up.
 */
export function waitingIn(table: Table): WaitingStore & Pick<SweepStore, 'findAllWaiting'> {
  return {
    park: async (row) => {
      await table.write([{ put: toItem(row) }])
    },

    removeWaiting: async (rows) => {
      await Promise.all(rows.map((row) => table.write([{ remove: rowKey(row) }])))
    },

    lease: (row, until) =>
      table.write([
        { remove: rowKey(row), if: 'present' },
        { put: toItem({ ...row, leasedUntil: until }) },
      ]),

    findLeased: async ({ marketplace, id }, limit) => {
      const range = { from: 'leased#', to: 'leased#~', limit }
      const items = await table.query({ partition: `${marketplace}#${id}`, ...range })
      return items.map((item) => rowIn<WaitingRow>(item))
    },

    findWaiting: async ({ marketplace, id }, dueBy, limit) => {
      const range = { from: 'due#', to: `due#${dueBy ?? ''}~`, limit }
      const items = await table.query({ partition: `${marketplace}#${id}`, ...range })
      return items.map((item) => rowIn<WaitingRow>(item))
    },

    findAllWaiting: (after) => allWaiting(table, after),
  }
}

async function* allWaiting(table: Table, after: string | undefined) {
  for await (const item of table.firstItemOfEachPartition(after)) {
    yield { place: item.pk, waiting: waitingOf(item) }
  }
}

function waitingOf(item: Item): Waiting | undefined {
  if (item.sk === runningRecovery) return { recovery: rowIn(item) }
  if (!/^(due|leased)#/.test(item.sk)) return undefined
  const { marketplace, endpoint } = rowIn<WaitingRow>(item)
  return { marketplace, id: endpoint }
}

function rowKey({ marketplace, endpoint, delivery, dueAt, number, leasedUntil }: WaitingRow): Key {
  const place = leasedUntil === undefined ? `due#${dueAt}` : `leased#${leasedUntil}`
  return { pk: `${marketplace}#${endpoint}`, sk: `${place}#${delivery}#${number}` }
}

function toItem({ marketplace, endpoint, delivery, dueAt, number, leasedUntil }: WaitingRow): Item {
  const leased = leasedUntil === undefined ? {} : { leasedUntil }
  const row = { marketplace, endpoint, delivery, dueAt, number, ...leased }
  return { ...rowKey(row), ...row, expiresAt: expiryOf(dueAt) }
}
