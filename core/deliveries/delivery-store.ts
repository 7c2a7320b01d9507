import type { DeliveryFilter } from './delivery-filter.ts'
import type { Delivery } from './delivery.ts'

/** Two positions in the order of age (`delivery-id.ts`), both included. */
export type PositionRange = { from: string; to: string }

/** An endpoint's deliveries with one status, without its tests. */
export type EndedList = { marketplace: string; endpoint: string; status: string }

/** Deliveries with their attempts, for as many days as the operator chose. */
export type DeliveryStore = {
  /** A delivery without a row is found by its event, as it began. */
  findDelivery: (marketplace: string, id: string) => Promise<Delivery | undefined>
  /**
   * Whether a delivery with this id, of which the store knows nothing, may have been delivered and
   * left for the archive.
   */
  mayBeArchived: (id: string) => boolean
  /** Saves the delivery after a change; false if another change came first. */
  replaceDelivery: (after: Delivery, before: Delivery) => Promise<boolean>
  /**
   * The deliveries of a range's events, oldest first, as they are read. `next` is the position to
   * continue from, after at most `limit` events.
   */
  findCreated: (
    marketplace: string,
    range: PositionRange,
    limit: number,
  ) => Promise<{ deliveries: AsyncIterable<Delivery>; next: string | undefined }>
  /** Failed or skipped deliveries of an endpoint, oldest first. */
  findEnded: (list: EndedList, range: PositionRange, limit: number) => Promise<Delivery[]>
  countEnded: (list: EndedList, range: PositionRange) => Promise<number>
  /**
   * The deliveries that pass the filter, newest first, from a position on. A page of a filtered list
   * may be short, or empty, and still have a `next` position.
   */
  listDeliveries: (
    marketplace: string,
    filter: DeliveryFilter,
    page: { limit: number; from: string | undefined },
  ) => Promise<{ deliveries: Delivery[]; next: string | undefined }>
}
