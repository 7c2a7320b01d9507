import { type Delivery, positionOf } from '../../core/deliveries/delivery.ts'
import { passes } from '../../core/deliveries/delivery-filter.ts'
import type { DeliveryStore } from '../../core/deliveries/delivery-store.ts'
import type { Query, Table } from '../../core/ports.ts'
import { listsFor } from './delivery-indexes.ts'
import { deliveryIn } from './row.ts'

/**
 * The maximum number of deliveries examined for one page of a filtered list; its cursor continues
 * there.
 */
const maxExamined = 900

/** The page size of a list whose rows may not all pass the filter. */
const rowsAtOnce = 100

/** A marketplace's delivery log, newest first. */
export function deliveryLogIn(table: Table): Pick<DeliveryStore, 'listDeliveries'> {
  return {
    /**
     * Reads about 1,000 rows at most, plus 100 for each further list to merge; there are at most
     * five lists.
     */
    listDeliveries: async (marketplace, filter, { limit, from }) => {
      const { lists, isExact } = listsFor(marketplace, filter)
      const size = isExact ? limit + 1 : rowsAtOnce
      const streams = lists.map((list) => deliveriesOf(startingAt(from, list), size, table))
      const found: Delivery[] = []
      let examined = 0
      for await (const delivery of newestOf(streams)) {
        const isFull = found.length === limit || examined === maxExamined
        if (isFull) return { deliveries: found, next: positionOf(delivery) }
        examined += 1
        if (passes(delivery, filter)) found.push(delivery)
      }
      return { deliveries: found, next: undefined }
    },
  }
}

function startingAt(position: string | undefined, list: Query): Query {
  return position === undefined ? list : { ...list, to: position }
}

/** A list, newest first, read in chunks of `size`, which is 2 or more. */
async function* deliveriesOf(
  list: Query,
  size: number,
  table: Table,
): AsyncGenerator<Delivery, void> {
  let [to, last] = [list.to, '']
  for (;;) {
    const range = to === undefined ? {} : { to }
    const items = await table.query({ ...list, ...range, limit: size })
    const deliveries = items.map(deliveryIn)
    // Each chunk starts at the last delivery of the previous one, which may have left the list
    // since.
    yield* deliveries.filter((delivery) => positionOf(delivery) !== last)
    const end = deliveries.at(-1)
    if (end === undefined || items.length < size) return
    to = last = positionOf(end)
  }
}

/** Merges lists, newest first. A delivery that moves between lists meanwhile is yielded once. */
async function* newestOf(
  lists: readonly AsyncGenerator<Delivery, void>[],
): AsyncGenerator<Delivery, void> {
  const heads = await Promise.all(lists.map(headOf))
  for (let last = ''; ;) {
    const newest = heads.reduce<Head | undefined>(newerHead, undefined)
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

function newerHead(one: Head | undefined, other: Head): Head {
  if (one?.delivery === undefined) return other
  if (other.delivery === undefined) return one
  return positionOf(other.delivery) > positionOf(one.delivery) ? other : one
}
