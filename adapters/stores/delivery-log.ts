import { Delivery, positionOf } from '../../core/deliveries/delivery.ts'
import { passes } from '../../core/deliveries/delivery-filter.ts'
import type { DeliveryStore } from '../../core/deliveries/delivery-store.ts'
import type { Query, Table } from '../../core/ports.ts'
import { listsFor } from './delivery-indexes.ts'

/** So many deliveries are looked at for one page of a filtered list; a cursor leads on from there. */
const maxLookedAt = 900

/** So many are read of a list at a time, when not each of them passes the filter. */
const rowsAtOnce = 100

/** The log of a marketplace's deliveries, newest first. */
export function deliveryLogIn(table: Table): Pick<DeliveryStore, 'listDeliveries'> {
  return {
    /** Reads about 1,000 rows at most, and 100 more for each further list; there are five at most. */
    listDeliveries: async (marketplace, filter, { limit, from }) => {
      const { lists, isExact } = listsFor(marketplace, filter)
      const size = isExact ? limit + 1 : rowsAtOnce
      const begun = lists.map((list) => deliveriesOf(startingAt(from, list), size, table))
      const found: Delivery[] = []
      let lookedAt = 0
      for await (const delivery of newestOf(begun)) {
        const isFull = found.length === limit || lookedAt === maxLookedAt
        if (isFull) return { deliveries: found, next: positionOf(delivery) }
        lookedAt += 1
        if (passes(delivery, filter)) found.push(delivery)
      }
      return { deliveries: found, next: undefined }
    },
  }
}

function startingAt(position: string | undefined, list: Query): Query {
  return position === undefined ? list : { ...list, to: position }
}

/** A list from its newest on, read in chunks of `size`, which is 2 or more. */
async function* deliveriesOf(
  list: Query,
  size: number,
  table: Table,
): AsyncGenerator<Delivery, void> {
  let [to, last] = [list.to, '']
  for (;;) {
    const range = to === undefined ? {} : { to }
    const items = await table.query({ ...list, ...range, limit: size })
    const deliveries = items.map((item) => Delivery.parse(item))
    // A chunk begins with the last of the one before, which may have left the list by now.
    yield* deliveries.filter((delivery) => positionOf(delivery) !== last)
    const end = deliveries.at(-1)
    if (end === undefined || items.length < size) return
    to = last = positionOf(end)
  }
}

/** Several lists as one, newest first; what moved from one to another meanwhile is given once. */
async function* newestOf(
  lists: readonly AsyncGenerator<Delivery, void>[],
): AsyncGenerator<Delivery, void> {
  const heads = await Promise.all(lists.map(headOf))
  for (let last = ''; ;) {
    const newest = heads.reduce<Head | undefined>(newer, undefined)
    if (newest?.delivery === undefined) return
    const position = positionOf(newest.delivery)
    if (position !== last) yield newest.delivery
    last = position
    Object.assign(newest, await headOf(newest.list))
  }
}

type Head = { list: AsyncGenerator<Delivery, void>; delivery: Delivery | undefined }

async function headOf(list: AsyncGenerator<Delivery, void>): Promise<Head> {
  const next = await list.next()
  return { list, delivery: next.done === true ? undefined : next.value }
}

function newer(one: Head | undefined, other: Head): Head {
  if (one?.delivery === undefined) return other
  if (other.delivery === undefined) return one
  return positionOf(other.delivery) > positionOf(one.delivery) ? other : one
}
