import { Delivery, positionOf } from '../core/delivery.ts'
import type { DeliveryFilter } from '../core/manage-deliveries.ts'
import type { Item, Query, Table } from '../core/needs.ts'
import { callsIn, deliveryKey } from './calls.table.ts'
import { endedIn, endedKeyOf, endedLists, isEnded } from './ended-deliveries.table.ts'
import { expiryOf } from './retention.ts'

/** At most so many rows are read for one page of a filtered list; a cursor leads on from there. */
const mostRead = 1000

/** So many at a time, when not each of them passes the filter. */
const rowsAtOnce = 100

/** Deliveries in a table, with their attempts, for 90 days; listed by indexes, newest first. */
export function deliveriesIn(table: Table) {
  return {
    ...endedIn(table),
    ...callsIn(table),

    /** Adds the delivery; answers with the one that is there already, if there is. */
    addDelivery: async (delivery: Delivery): Promise<Delivery | undefined> => {
      if (await table.write([{ put: toItem(delivery), if: 'absent' }])) return undefined
      return find(table, delivery.marketplace, delivery.id)
    },

    findDelivery: (marketplace: string, id: string) => find(table, marketplace, id),

    /** Saves the delivery after a change, unless another change came between (false). */
    replaceDelivery: (after: Delivery, before: Delivery): Promise<boolean> =>
      table.write([{ put: toItem(after), if: { revision: before.revision } }]),

    /** Pending deliveries, oldest first: between two places in the order of their age. */
    findPending: (marketplace: string, range: Range, limit: number) =>
      findPending(table, marketplace, { ...range, limit }),

    /** The marketplace's deliveries that pass the filter, newest first, from a position on. */
    listDeliveries: async (
      marketplace: string,
      filter: DeliveryFilter,
      { limit, from }: { limit: number; from: string | undefined },
    ) => {
      const found: Delivery[] = []
      const rows = isExact(filter) ? limit : rowsAtOnce
      let next = from
      for (let read = 0; read < mostRead; read += rows) {
        const lists = listsOf(marketplace, filter)
        const deliveries = await findNewest(table, lists, { ...upTo(next), limit: rows + 1 })
        for (const [index, delivery] of deliveries.slice(0, rows).entries()) {
          if (passes(delivery, filter)) found.push(delivery)
          next = positionAt(deliveries, index + 1)
          if (found.length === limit) return { deliveries: found, next }
        }
        if (next === undefined) break
      }
      return { deliveries: found, next }
    },
  }
}

type Range = { from: string; to: string }

async function findPending(
  table: Table,
  marketplace: string,
  range: Range & { limit: number },
): Promise<Delivery[]> {
  const partition = `${marketplace}#pending`
  const items = await table.query({ index: 'byStatus', partition, ...range })
  return items.map((item) => Delivery.parse(item))
}

async function find(table: Table, marketplace: string, id: string): Promise<Delivery | undefined> {
  const item = await table.get(deliveryKey(marketplace, id))
  return item === undefined ? undefined : Delivery.parse(item)
}

function toItem(delivery: Delivery): Item {
  const { marketplace, id, webhook, status, createdAt } = delivery
  return {
    ...deliveryKey(marketplace, id),
    ...delivery,
    position: positionOf(delivery),
    webhookKey: `${marketplace}#${webhook}`,
    ...(status !== 'successful' && { statusKey: `${marketplace}#${status}` }),
    ...endedKeyOf(delivery),
    expiresAt: expiryOf(createdAt),
  }
}

/** The newest of several lists, in the order of their age. */
async function findNewest(
  table: Table,
  lists: readonly Query[],
  range: { to?: string; limit: number },
): Promise<Delivery[]> {
  const found = await Promise.all(
    lists.map((list) => table.query({ ...list, ...range, newestFirst: true })),
  )
  const deliveries = found.flat().map((item) => Delivery.parse(item))
  if (lists.length > 1) deliveries.sort((a, b) => (positionOf(a) < positionOf(b) ? 1 : -1))
  return deliveries.slice(0, range.limit)
}

/** The lists that hold what the filter asks for, and as little else as possible. */
function listsOf(marketplace: string, { webhook, status }: DeliveryFilter): Query[] {
  if (webhook !== undefined && isEnded(status)) return endedLists({ marketplace, webhook, status })
  if (status !== undefined && status !== 'successful') {
    return [{ index: 'byStatus', partition: `${marketplace}#${status}` }]
  }
  if (webhook !== undefined) return [{ index: 'byWebhook', partition: `${marketplace}#${webhook}` }]
  return [{ index: 'byMarketplace', partition: marketplace }]
}

/** Whether the list holds what the filter asks for and nothing else. */
function isExact({ webhook, status }: DeliveryFilter): boolean {
  if (status === undefined || isEnded(status)) return true
  return status !== 'successful' && webhook === undefined
}

function positionAt(deliveries: readonly Delivery[], index: number): string | undefined {
  const delivery = deliveries[index]
  return delivery && positionOf(delivery)
}

function upTo(position: string | undefined) {
  return position === undefined ? {} : { to: position }
}

function passes(delivery: Delivery, { webhook, status }: DeliveryFilter): boolean {
  return (
    (webhook === undefined || delivery.webhook === webhook) &&
    (status === undefined || delivery.status === status)
  )
}
