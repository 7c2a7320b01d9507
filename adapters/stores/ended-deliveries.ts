import type { DeliveryStore, EndedList } from '../../core/deliveries/delivery-store.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'
import type { Query, Table } from '../../core/ports.ts'
import { deliveryIn } from './row.ts'

/** A webhook's deliveries that can be sent again, in an index. Its tests have lists of their own. */
export function endedIn(table: Table): Pick<DeliveryStore, 'findEnded' | 'countEnded'> {
  return {
    findEnded: async (list, range, limit) => {
      const items = await table.query({ ...endedList(list), ...range, limit })
      return items.map(deliveryIn)
    },

    countEnded: (list, range) => table.count({ ...endedList(list), ...range }),
  }
}

/** A webhook's deliveries with a status, and its tests with that status. */
export function endedLists(list: EndedList): [Query, Query] {
  return [endedList(list), testList(list)]
}

/** A webhook's tests, one list per status. */
export function testLists(webhook: Omit<EndedList, 'status'>): Query[] {
  return ['pending', 'successful', 'failed'].map((status) => testList({ ...webhook, status }))
}

/** A webhook's deliveries with a status, without tests. */
export function endedList({ marketplace, endpoint, status }: EndedList) {
  return { index: 'byEndpointStatus', partition: `${marketplace}#${endpoint}#${status}` }
}

function testList(list: EndedList) {
  const { index, partition } = endedList(list)
  return { index, partition: `${partition}#test` }
}

export function isEnded(status: string | undefined): status is 'failed' | 'skipped' {
  return status === 'failed' || status === 'skipped'
}

/**
 * The index attribute of a delivery. Waiting deliveries are listed so that they can be counted;
 * tests, so that they can be excluded from counts.
 */
export function endedKeyOf({ marketplace, endpoint, status, dueAt, isTest }: Delivery) {
  const list = { marketplace, endpoint, status }
  if (isTest === true) return { endedKey: testList(list).partition }
  const isListed = isEnded(status) || (status === 'pending' && dueAt !== undefined)
  return isListed ? { endedKey: endedList(list).partition } : {}
}
