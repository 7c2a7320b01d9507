import { eventPositionIn } from '../../core/deliveries/delivery-id.ts'
import type { Item, Key, Query, Table, Write } from '../../core/ports.ts'
import { runningRecovery } from './recovery-store.ts'
import { expiryOf, type Retention } from './retention.ts'
import type { WaitingRow } from '../../core/waiting/waiting-row.ts'
import type { WaitingStore } from '../../core/waiting/waiting-store.ts'
import type { SweepStore, Waiting } from '../../core/wake/sweep-store.ts'
import type { EndpointKey } from '../../core/webhooks/endpoint.ts'
import { rowIn } from './row.ts'
import { partitionFor, partitionsOf } from './spread.ts'

/**
 * Waiting rows in a table. Those of a webhook are spread over partitions, each with the rows that are
 * not leased, earliest first, and then the leased ones.
 */
export function waitingIn(
  table: Table,
  retention: Retention,
): WaitingStore & Pick<SweepStore, 'findAllWaiting'> {
  return {
    park: async (row) => {
      await table.write([{ put: toItem(row, retention) }])
    },

    removeWaiting: async (rows) => {
      await Promise.all(rows.map((row) => table.write([{ remove: rowKey(row) }])))
    },

    lease: async (rows, until) => {
      const leased = await Promise.all(
        groupsOf(rows).map((group) => leaseTogether(group, { until, ...retention }, table)),
      )
      return leased.flat()
    },

    findLeased: (key, limit) =>
      rowsIn(key, { from: 'leased#', to: 'leased#~', share: limit, limit }, table),

    findWaiting: (key, dueBy, limit) =>
      rowsIn(key, { from: 'due#', to: `due#${dueBy ?? ''}~`, share: shareOf(limit), limit }, table),

    findAllWaiting: (after) => allWaiting(table, after),
  }
}

/** Rows that one transaction leases: ten requests cost a function much more time than one. */
const maxTogether = 10

function groupsOf(rows: readonly WaitingRow[]): WaitingRow[][] {
  const starts = Array.from({ length: Math.ceil(rows.length / maxTogether) }, (_, number) => number)
  return starts.map((number) => rows.slice(number * maxTogether, (number + 1) * maxTogether))
}

/** The rows that were leased. If one of them is gone, each is leased by itself. */
async function leaseTogether(
  rows: readonly WaitingRow[],
  lease: { until: string } & Retention,
  table: Table,
): Promise<WaitingRow[]> {
  const writes = rows.flatMap((row): Write[] => [
    { remove: rowKey(row), if: 'present' },
    { put: toItem({ ...row, leasedUntil: lease.until }, lease) },
  ])
  if (await table.write(writes)) return [...rows]
  if (rows.length <= 1) return []
  const alone = await Promise.all(rows.map((row) => leaseTogether([row], lease, table)))
  return alone.flat()
}

/** How much is read of each partition, which has an eighth of the rows. */
function shareOf(limit: number): number {
  return Math.min(limit, Math.max(8, Math.ceil(limit / 4)))
}

type Rows = Required<Pick<Query, 'from' | 'to' | 'limit'>> & { share: number }

/**
 * The first rows of a webhook, as many as the limit if there are as many. Of many, a partition with
 * more than a share of them has later turns.
 */
async function rowsIn(key: EndpointKey, rows: Rows, table: Table): Promise<WaitingRow[]> {
  const { marketplace, id } = key
  const { from, to, share, limit } = rows
  const lists = partitionsOf({ partition: `${marketplace}#${id}`, from, to, limit: share })
  const found = await Promise.all(lists.map((list) => table.query(list)))
  const isCut = share < limit && found.some(({ length }) => length === share)
  if (isCut && found.flat().length < limit) return rowsIn(key, { ...rows, share: limit }, table)
  const items = found.flat().sort((one, other) => (one.sk < other.sk ? -1 : 1))
  return items.slice(0, limit).map((item) => rowIn<WaitingRow>(item))
}

/** Of the partitions of one webhook that are read together, the first one stands for all. */
async function* allWaiting(table: Table, after: string | undefined) {
  const seen = new Set<string>()
  for await (const item of table.firstItemOfEachPartition(after)) {
    const waiting = waitingOf(item)
    const name = JSON.stringify(waiting)
    yield { place: item.pk, waiting: seen.has(name) ? undefined : waiting }
    seen.add(name)
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
  const pk = partitionFor(`${marketplace}#${endpoint}`, eventPositionIn(delivery))
  return { pk, sk: `${place}#${delivery}#${number}` }
}

function toItem(
  { marketplace, endpoint, delivery, dueAt, number, leasedUntil }: WaitingRow,
  retention: Retention,
): Item {
  const leased = leasedUntil === undefined ? {} : { leasedUntil }
  const row = { marketplace, endpoint, delivery, dueAt, number, ...leased }
  return { ...rowKey(row), ...row, expiresAt: expiryOf(dueAt, retention) }
}
